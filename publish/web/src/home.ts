// The time slider: the chart under the map is what one drags, and the map
// follows. Colours come from /map.json at once; the numbers come from the
// server, which alone may say them, as soon as the hand rests.

interface MapData { dates: string[]; counties: Record<string, string> }
interface Run { model: string; first: number; last: number }

const names: Record<string, string> = { T: "TFM", W: "WSO", J: "JEM" };
const slider = document.getElementById("slider")!;
const map = document.getElementById("map")!;
const language = document.documentElement.lang;
const inWords = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const short = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

void start();

async function start(): Promise<void> {
  const answer = await fetch(map.dataset.map!);
  if (!answer.ok) return;
  const data = await answer.json() as MapData;
  const runs = new Map<string, Run[]>();
  for (const [fips, text] of Object.entries(data.counties)) {
    runs.set(fips, text.split(" ").map((part) => {
      const [first, last] = part.slice(1).split("-").map(Number);
      return { model: names[part[0]], first, last };
    }));
  }
  new Slider(data.dates, runs);
}

class Slider {
  private at: number;
  private areas: [SVGPathElement, Run[]][] = [];
  private days: number[];
  private bubble = document.createElement("span");
  private timer = 0;
  private request?: AbortController;

  constructor(private dates: string[], runs: Map<string, Run[]>) {
    this.at = Number(slider.dataset.position);
    this.days = dates.map((d) => Date.parse(d) / 864e5);
    for (const link of map.querySelectorAll<SVGAElement>(".areas a")) {
      const fips = link.getAttribute("href")!.slice(-5);
      this.areas.push([link.firstElementChild as SVGPathElement, runs.get(fips) ?? []]);
    }
    this.bubble.className = "bubble";
    this.bubble.setAttribute("aria-hidden", "true");
    this.bubble.hidden = true;
    slider.append(this.bubble);
    slider.tabIndex = 0;
    slider.setAttribute("role", "slider");
    slider.setAttribute("aria-label", slider.dataset.label!);
    slider.setAttribute("aria-valuemin", "0");
    slider.setAttribute("aria-valuemax", String(dates.length - 1));
    slider.title = slider.dataset.help!;
    this.announce();
    slider.addEventListener("keydown", (e) => this.key(e));
    slider.addEventListener("pointerdown", (e) => this.grab(e));
    window.addEventListener("popstate", () => location.reload());
    slider.dataset.ready = "true";
  }

  private grab(down: PointerEvent): void {
    if (down.button !== 0) return;
    const follow = (e: PointerEvent): void => this.go(this.under(e.clientX));
    const drop = (): void => {
      slider.removeEventListener("pointermove", follow);
      this.bubble.hidden = true;
    };
    slider.setPointerCapture(down.pointerId);
    slider.addEventListener("pointermove", follow);
    slider.addEventListener("pointerup", drop, { once: true });
    slider.addEventListener("pointercancel", drop, { once: true });
    follow(down);
  }

  /** The list whose date stands nearest to a place on the screen. */
  private under(x: number): number {
    const box = slider.querySelector("svg")!.getBoundingClientRect();
    if (x > box.right - 6) return this.days.length - 1; // the ends are easy to reach
    if (x < box.left + 6) return 0;
    const first = this.days[0], last = this.days[this.days.length - 1];
    const day = first + (x - box.left) / box.width * (last - first);
    let best = 0;
    this.days.forEach((d, i) => { if (Math.abs(d - day) < Math.abs(this.days[best] - day)) best = i; });
    return best;
  }

  private key(e: KeyboardEvent): void {
    const end = this.dates.length - 1;
    const year = (step: number): number => {
      const day = this.days[this.at] + step * 365;
      let best = this.at;
      this.days.forEach((d, i) => { if (Math.abs(d - day) < Math.abs(this.days[best] - day)) best = i; });
      return best === this.at ? this.at + step : best;
    };
    const to: Record<string, () => number> = {
      ArrowLeft: () => this.at - 1, ArrowDown: () => this.at - 1, ArrowRight: () => this.at + 1, ArrowUp: () => this.at + 1,
      PageDown: () => year(-1), PageUp: () => year(1), Home: () => 0, End: () => end,
    };
    if (!(e.key in to) || e.metaKey || e.ctrlKey || e.altKey) return;
    e.preventDefault();
    this.go(Math.max(0, Math.min(end, to[e.key]())));
  }

  /** Moves to a list: playhead and colours now, words and numbers when it rests. */
  private go(i: number): void {
    if (i === this.at) return;
    this.at = i;
    this.moveHead();
    for (const [path, runs] of this.areas) path.setAttribute("class", colour(runs, i));
    this.announce();
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.settle(), 140);
  }

  private moveHead(): void {
    const first = this.days[0], last = this.days[this.days.length - 1];
    const percent = `${((this.days[this.at] - first) / (last - first) * 100).toFixed(2)}%`;
    const line = slider.querySelector(".head line")!;
    line.setAttribute("x1", percent);
    line.setAttribute("x2", percent);
    slider.querySelector(".head circle")!.setAttribute("cx", percent);
    this.bubble.hidden = false;
    this.bubble.textContent = short.format(new Date(this.dates[this.at]));
    this.bubble.style.left = `clamp(3rem, ${percent}, calc(100% - 3rem))`;
  }

  private announce(): void {
    slider.setAttribute("aria-valuenow", String(this.at));
    slider.setAttribute("aria-valuetext", inWords.format(new Date(this.dates[this.at])));
  }

  /** Fetches the page of this date and takes its words, numbers and tables. */
  private async settle(): Promise<void> {
    this.request?.abort();
    this.request = new AbortController();
    const date = this.dates[this.at];
    const newest = this.at === this.dates.length - 1;
    const address = newest ? "/" : `/?on=${date}`;
    try {
      const answer = await fetch(address, { signal: this.request.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const id of ["now", "aside", "more", "map-source"]) {
        const fresh = page.getElementById(id), old = document.getElementById(id);
        if (fresh && old) old.replaceWith(document.adoptNode(fresh));
      }
      const titles = new Map([...page.querySelectorAll(".areas a")].map((a) => [a.getAttribute("href"), a.querySelector("title")?.textContent ?? ""]));
      for (const link of map.querySelectorAll(".areas a")) {
        const title = link.querySelector("title");
        if (title) title.textContent = titles.get(link.getAttribute("href")) ?? "";
      }
      map.querySelector("svg")?.setAttribute("aria-label", page.querySelector("#map svg")?.getAttribute("aria-label") ?? "");
      history.replaceState(null, "", address);
      slider.dataset.settled = date;
      if (!slider.matches(":active")) this.bubble.hidden = true;
    } catch (e) {
      if (!(e instanceof DOMException && e.name === "AbortError")) location.href = address;
    }
  }
}

/** The colour of a county on list i: task force before jail before warrant service. */
function colour(runs: Run[], i: number): string {
  let found = "none";
  for (const r of runs) {
    if (r.first > i || i > r.last) continue;
    if (r.model === "TFM") return "TFM";
    if (r.model === "JEM" || found === "none") found = r.model;
  }
  return found;
}
