import { Component, h } from "preact";

/** A part that is drawn anew only where `isSame` says that its properties differ. */
export function memo(Part, isSame) {
  return class extends Component {
    shouldComponentUpdate(next) {
      return !isSame(this.props, next);
    }

    render(props) {
      return h(Part, props);
    }
  };
}
