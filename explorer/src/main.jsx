// The page: its head, the view that the address says, and what happens around it.

import { render } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import { data, load } from "./data.js";
import { prepare } from "./facets.js";
import { go, listen, restore } from "./navigate.js";
import { question } from "./questions.js";
import { select } from "./select.js";
import { START, asList, format, isNarrowed, parse } from "./state.js";
import { startTips } from "./tips.js";
import { nextTheme, setTheme } from "./theme.js";
import { ClaimPage } from "./views/claim/page.jsx";
import { Claims } from "./views/claims.jsx";
import { Frameworks } from "./views/frameworks.jsx";
import { Replies } from "./views/replies.jsx";
import { Terms } from "./views/terms.jsx";
import { plural } from "./words.js";

const TABS = { claims: "Claims", frameworks: "Frameworks", replies: "Replies", terms: "Sources and terms" };

function Search({ state, how }) {
  const field = useRef();
  const [text, setText] = useState(state.q);
  useLayoutEffect(() => {
    // What is being typed is ahead of the address.
    if (how === "back" || document.activeElement !== field.current) setText(state.q);
  }, [state]);
  useEffect(() => {
    const pressed = (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.closest("input, select, textarea")) return;
      event.preventDefault();
      field.current.focus();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
  const typed = (event) => {
    const q = event.currentTarget.value;
    setText(q);
    // The first letter makes an entry of the history, what follows changes it; an empty search is another.
    const view = state.view === "replies" && !state.claim ? "replies" : "claims";
    go(format({ ...state, q: q.trim(), view, claim: null, at: null }), q.trim() && state.q && !state.claim ? "replace" : "stay");
  };
  return (
    <form role="search" onSubmit={(event) => event.preventDefault()}>
      <label class="off-screen" for="search">
        Search claims, quotations and names
      </label>
      <input
        id="search"
        ref={field}
        type="search"
        placeholder="Search claims, quotes, names"
        autocomplete="off"
        value={text}
        onInput={typed}
        onKeyDown={(event) => event.key === "Escape" && (text ? typed({ currentTarget: { value: "" } }) : event.currentTarget.blur())}
      />
    </form>
  );
}

function Theme() {
  const [next, setNext] = useState(nextTheme());
  const change = () => {
    setTheme(next);
    setNext(nextTheme());
  };
  return (
    <button type="button" class="theme" onClick={change}>
      {next === "dark" ? "Dark colours" : "Light colours"}
    </button>
  );
}

function Head({ state, how }) {
  const current = state.claim ? "claims" : state.view;
  return (
    <header class="top">
      <a class="brand" href="#">
        {data.brand}
      </a>
      <nav aria-label="Views">
        {Object.entries(TABS).map(([view, name]) => (
          <a key={view} href={format({ ...START, view })} aria-current={view === current ? "page" : undefined}>
            {name}
          </a>
        ))}
      </nav>
      <Search state={state} how={how} />
      <Theme />
    </header>
  );
}

function titleOf(state, claims) {
  const what = state.claim ? (data.claim.get(state.claim)?.statement ?? state.claim) : state.view !== "claims" ? TABS[state.view] : question[state.ask]?.full;
  return [what ?? (claims.length < data.claims.length ? `${plural(claims.length, "claim")} found` : null), data.brand].filter(Boolean).join(" · ");
}

/** A claim keeps the selection that it was opened from; the address to copy from its link does not have it. */
function leadsTo(link) {
  const href = link.getAttribute("href");
  const id = href.match(/^#claim=([^&]+)$/)?.[1];
  const state = parse(location.hash);
  return id && (isNarrowed(state) || state.by !== START.by) && (state.claim || state.view === "claims") ? format({ ...asList(state), claim: decodeURIComponent(id) }) : href;
}

function useStatus(message) {
  const [said, say] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => say(message), 250);
    return () => clearTimeout(timer);
  }, [message]);
  return said;
}

/** Where a new view starts: the heading that the address names, else its h1. */
function headingOf(state) {
  const named = state.at && (document.getElementById(`framework-${state.at}`) ?? document.getElementById(`terms-${state.at}`));
  return named ? { heading: named.querySelector("h2, h3"), from: named } : { heading: document.querySelector("#app h1"), from: null };
}

function App() {
  const [{ state, place, how }, setPlace] = useState({ state: parse(location.hash), place: history.state?.scroll ? history.state : null, how: "start" });
  const [pane, setPane] = useState("list");
  useEffect(() => listen((hash, place, how) => setPlace({ state: parse(hash), place, how }), leadsTo), []);
  // A page of a claim keeps the selection that it was opened from.
  const key = format(asList({ ...state, by: "layer" }));
  const selection = useMemo(() => select(state), [key]);
  const { claims } = selection;
  const isPage = how === "page" || (how === "start" && (state.claim || state.at));
  useLayoutEffect(() => {
    document.title = titleOf(state, claims);
    if (place && (how === "back" || how === "start")) {
      restore(place);
    } else if (isPage) {
      const { heading, from } = headingOf(state);
      if (how === "page") heading?.focus({ preventScroll: true });
      if (from) from.scrollIntoView();
      else window.scrollTo(0, 0);
    }
  }, [state]);
  useEffect(() => document.body.classList.toggle("is-filtering", pane === "filters"), [pane]);
  const isList = !state.claim && state.view === "claims";
  const said = useStatus(isList || state.view === "replies" ? `${plural(claims.length, "claim")} found` : "");
  return (
    <>
      <a class="skip" href="#app" onClick={skip}>
        Skip to the content
      </a>
      <Head state={state} how={how} />
      <main id="content" tabIndex={-1}>
        {state.claim ? (
          <ClaimPage key={state.claim} state={state} claims={claims} />
        ) : state.view === "frameworks" ? (
          <Frameworks />
        ) : state.view === "replies" ? (
          <Replies state={state} claims={claims} />
        ) : state.view === "terms" ? (
          <Terms />
        ) : (
          <Claims state={state} selection={selection} isRestoring={place?.scroll > 0} pane={pane} setPane={setPane} />
        )}
      </main>
      <p class="off-screen" role="status">
        {said}
      </p>
    </>
  );
}

function skip(event) {
  event.preventDefault();
  event.stopPropagation();
  const content = document.getElementById("content");
  content.focus();
  content.scrollIntoView();
}

function start() {
  load(document.getElementById("data").textContent, document.querySelectorAll("#static h3"));
  prepare();
  const still = document.getElementById("static");
  const app = document.getElementById("app");
  const fallBack = () => {
    document.documentElement.classList.remove("js", "ready");
    if (!still.isConnected) document.body.append(still);
    app.remove();
  };
  // What goes wrong later leaves the claims to be read.
  window.addEventListener("error", (event) => event.error && fallBack());
  try {
    // Its ids would draw the browser to them.
    still.remove();
    render(<App />, app);
    startTips();
  } catch (error) {
    fallBack();
    throw error;
  }
  document.documentElement.classList.add("ready");
  performance.mark("ready");
}

start();
