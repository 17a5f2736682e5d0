// What every page gains from scripts: numbers open a drawer, the theme can be
// chosen, and the page's own island is fetched where there is one.
import { numbersOpenDrawer } from "./parts/drawer";

const words = (document.querySelector("script[data-close]") as HTMLScriptElement).dataset;
numbersOpenDrawer(words);

function offerTheme(place: HTMLElement): void {
  const select = document.createElement("select");
  select.setAttribute("aria-label", place.dataset.label ?? "");
  for (const value of ["auto", "light", "dark"]) {
    const option = new Option(place.dataset[value], value);
    option.selected = (document.documentElement.dataset.theme ?? "auto") === value;
    select.append(option);
  }
  select.addEventListener("change", () => {
    const auto = select.value === "auto";
    if (auto) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = select.value;
    try {
      if (auto) localStorage.removeItem("theme");
      else localStorage.setItem("theme", select.value);
    } catch {
      // no storage: the choice holds for this page
    }
  });
  place.append(select);
  place.hidden = false;
}

document.querySelectorAll<HTMLElement>(".theme").forEach(offerTheme);
if (words.home && document.querySelector("#slider[data-position]")) void import(words.home);

// A chart with values under the pointer is a larger script: fetched when a
// pointer or the keyboard first comes to a chart.
const source = words.chart;
if (source) {
  document.querySelectorAll<HTMLElement>("[data-plot]").forEach((chart) => {
    const enliven = (): void => void import(source).then((m: { enliven(el: HTMLElement): void }) => m.enliven(chart));
    chart.addEventListener("pointerenter", enliven, { once: true });
  });
}
