package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// What readers ask of a server, and for how long.
const (
	askRate = 300 // requests a second
	askFor  = 30 * time.Second
)

// BenchmarkServe measures the server as its readers meet it: a process of its
// own, asked by this one for agency and county pages at a fixed rate. A request
// is sent when its moment comes, whether or not earlier ones are answered, and
// its time counts from that moment: a server that stalls cannot hide it.
func BenchmarkServe(b *testing.B) {
	program := filepath.Join(b.TempDir(), "detangle")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	data, what := benchData(b)
	dir := filepath.Join(b.TempDir(), "lake")
	if out, err := exec.Command(program, "build", "--in", data, "--lake", dir).CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	for range b.N {
		paths := pagesOf(b, program, dir)
		server, address, started := serveProcess(b, program, dir, paths[0])
		took := askAt(b, address, paths, askRate, askFor)
		memory := peakMemory(server.Process.Pid)
		largest, page := largestPage(b, address, paths)
		stop(server)

		slices.Sort(took)
		at := func(q float64) float64 { return took[int(q*float64(len(took)-1))].Seconds() * 1000 }
		fmt.Printf("\nserving %s: %d requests, %d a second, over %d agency and county pages\n", what, len(took), askRate, len(paths))
		fmt.Printf("%-18s %9.0f ms   at most 1000 ms\n", "start", started.Seconds()*1000)
		fmt.Printf("%-18s %9.1f ms\n%-18s %9.1f ms   at most 20 ms\n%-18s %9.1f ms\n", "median", at(0.5), "p99", at(0.99), "slowest", at(1))
		fmt.Printf("%-18s %9.0f MB   at most 400 MB\n", "peak memory", memory)
		fmt.Printf("%-18s %9.1f KB   at most 200 KB, compressed: %s\n", "largest page", float64(largest)/1000, page)
		b.ReportMetric(at(0.99), "ms-p99")
		b.ReportMetric(memory, "peak-MB")
		b.ReportMetric(started.Seconds(), "s-start")
	}
}

// serveProcess starts the server and waits until it has answered a page.
func serveProcess(b *testing.B, program, dir, page string) (*exec.Cmd, string, time.Duration) {
	server := exec.Command(program, "serve", "--lake", dir, "--addr", "127.0.0.1:0")
	words, err := server.StderrPipe()
	if err != nil {
		b.Fatal(err)
	}
	begin := time.Now()
	if err := server.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { stop(server) })
	lines := bufio.NewScanner(words)
	for lines.Scan() {
		if found := regexp.MustCompile(`serving (http://\S+)`).FindStringSubmatch(lines.Text()); found != nil {
			go func() { _, _ = io.Copy(io.Discard, words) }()
			resp, err := http.Get(found[1] + page)
			if err != nil {
				b.Fatal(err)
			}
			resp.Body.Close()
			return server, found[1], time.Since(begin)
		}
	}
	b.Fatal("the server ended before it served")
	return nil, "", 0
}

func stop(server *exec.Cmd) {
	if server.ProcessState == nil {
		_ = server.Process.Signal(os.Interrupt)
		_ = server.Wait()
	}
}

// pagesOf lists the page of every agency and of every county with one.
func pagesOf(b *testing.B, program, dir string) []string {
	var out bytes.Buffer
	cmd := exec.Command(program, "query", "--lake", dir, "--csv", "SELECT '/agencies/' || agency AS path FROM agency UNION SELECT '/counties/' || county_fips FROM agency WHERE county_fips IS NOT NULL ORDER BY path")
	cmd.Stdout = &out
	if err := cmd.Run(); err != nil {
		b.Fatal(err)
	}
	return strings.Fields(out.String())[1:]
}

// askAt asks for the pages in a scattered order, at a fixed rate, and returns
// how long each answer took.
func askAt(b *testing.B, address string, paths []string, rate int, during time.Duration) []time.Duration {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	took := make([]time.Duration, rate*int(during.Seconds()))
	errs := make([]error, len(took))
	begin := time.Now()
	var all sync.WaitGroup
	for i := range took {
		due := begin.Add(time.Duration(i) * time.Second / time.Duration(rate))
		time.Sleep(time.Until(due))
		all.Go(func() {
			resp, err := client.Get(address + paths[i*7919%len(paths)])
			if err == nil {
				_, err = io.Copy(io.Discard, resp.Body)
				resp.Body.Close()
				if resp.StatusCode != http.StatusOK {
					err = fmt.Errorf("%s answers %s", resp.Request.URL, resp.Status)
				}
			}
			took[i], errs[i] = time.Since(due), err
		})
	}
	all.Wait()
	for _, err := range errs {
		if err != nil {
			b.Fatal(err)
		}
	}
	return took
}

// peakMemory reads the most memory that a process held, in MB; 0 where the
// system does not say.
func peakMemory(pid int) float64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	var kb float64
	if found := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(text); found != nil {
		_, _ = fmt.Sscan(string(found[1]), &kb)
	}
	return kb * 1024 / 1e6
}

// largestPage asks for some pages compressed, the main ones and a sample.
func largestPage(b *testing.B, address string, paths []string) (largest int64, page string) {
	ask := []string{"/", "/agreements", "/changes", "/counties", "/states", "/sources", "/issues", "/methods", "/data", "/states/FL", "/states/TX"}
	for i := 0; i < len(paths); i += 1 + len(paths)/50 {
		ask = append(ask, paths[i])
	}
	for _, path := range ask {
		req, err := http.NewRequest(http.MethodGet, address+path, nil)
		if err != nil {
			b.Fatal(err)
		}
		req.Header.Set("Accept-Encoding", "gzip")
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			b.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil || resp.StatusCode != http.StatusOK {
			b.Fatalf("%s: %s %v", path, resp.Status, err)
		}
		if resp.Header.Get("Content-Encoding") != "gzip" {
			var packed bytes.Buffer
			w := gzip.NewWriter(&packed)
			_, _ = w.Write(body)
			w.Close()
			body = packed.Bytes()
		}
		if size := int64(len(body)); size > largest {
			largest, page = size, path
		}
	}
	return largest, page
}
