package readers

import (
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"
	"testing/iotest"

	klauspost "github.com/klauspost/compress/flate"
)

// inflateBoth unpacks with ours and with the standard library's.
func inflateBoth(t *testing.T, packed []byte, wrap func(io.Reader) io.Reader) {
	t.Helper()
	want, wantErr := io.ReadAll(flate.NewReader(bytes.NewReader(packed)))
	got, gotErr := io.ReadAll(newInflater(wrap(bytes.NewReader(packed))))
	if (wantErr == nil) != (gotErr == nil) {
		t.Fatalf("%d bytes packed: ours says %v, compress/flate %v", len(packed), gotErr, wantErr)
	}
	if wantErr == nil && !bytes.Equal(got, want) {
		t.Fatalf("%d bytes packed: %d bytes unpacked, want %d", len(packed), len(got), len(want))
	}
	if !bytes.HasPrefix(want, got) && !bytes.HasPrefix(got, want) {
		t.Fatalf("%d bytes packed: what was unpacked before the error differs", len(packed))
	}
}

func asIs(r io.Reader) io.Reader { return r }

// texts are of all kinds that compress differently.
func texts() map[string][]byte {
	r := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 300_000)
	for i := range noise {
		noise[i] = byte(r.Uint32())
	}
	var sheet bytes.Buffer
	for i := range 40_000 {
		fmt.Fprintf(&sheet, `<c r="A%d" t="s"><v>%d</v></c><c r="B%d" s="3"><v>%.6f</v></c>`, i, r.IntN(900), i, 44000+r.Float64()*900)
	}
	return map[string][]byte{"empty": nil, "one": {7}, "noise": noise, "sheet": sheet.Bytes(), "run": bytes.Repeat([]byte("a"), 1_000_000), "pairs": bytes.Repeat([]byte("ab"), 300_000), "seven": bytes.Repeat([]byte("abcdefg"), 100_000)}
}

func TestInflatingGivesWhatWasPacked(t *testing.T) {
	for name, text := range texts() {
		for level := -2; level <= 9; level++ {
			var b bytes.Buffer
			w, _ := flate.NewWriter(&b, level)
			w.Write(text)
			w.Close()
			for how, wrap := range map[string]func(io.Reader) io.Reader{"whole": asIs, "byte by byte": iotest.OneByteReader, "halves": iotest.HalfReader, "with its end": iotest.DataErrReader} {
				if how == "byte by byte" && b.Len() > 100_000 {
					continue
				}
				got, err := io.ReadAll(newInflater(wrap(bytes.NewReader(b.Bytes()))))
				if err != nil || !bytes.Equal(got, text) {
					t.Fatalf("%s, level %d, %s: %d bytes of %d, %v", name, level, how, len(got), len(text), err)
				}
			}
		}
	}
}

func TestInflatingWhatIsCutShortOrChangedFailsAsTheLibraryDoes(t *testing.T) {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, 6)
	w.Write(texts()["sheet"][:60_000])
	w.Close()
	whole := b.Bytes()
	for n := 0; n < len(whole); n += 1 + n/20 {
		inflateBoth(t, whole[:n], asIs)
	}
	r := rand.New(rand.NewPCG(3, 4))
	for range 400 {
		changed := bytes.Clone(whole)
		changed[r.IntN(len(changed))] ^= 1 << r.IntN(8)
		inflateBoth(t, changed, asIs)
	}
}

func TestAnErrorOfTheFileIsNotHidden(t *testing.T) {
	_, err := io.ReadAll(newInflater(iotest.ErrReader(io.ErrClosedPipe)))
	if err != io.ErrClosedPipe {
		t.Errorf("%v", err)
	}
}

// FuzzInflate is worth running by make fuzz: left to itself, go test spends up to a minute on making each input
// that reached something new as short as it can be, and hardly tries another.
func FuzzInflate(f *testing.F) {
	for _, text := range texts() {
		for _, level := range []int{-2, 0, 1, 9} {
			var b bytes.Buffer
			w, _ := flate.NewWriter(&b, level)
			w.Write(text[:min(len(text), 2000)])
			w.Close()
			f.Add(b.Bytes())
		}
	}
	f.Fuzz(func(t *testing.T, packed []byte) {
		if len(packed) < 1<<16 {
			inflateBoth(t, packed, iotest.HalfReader)
		}
	})
}

// BenchmarkInflate unpacks the XML of a sheet with ours, with the standard library's and with
// klauspost's, each made anew for each stream as archive/zip makes them.
func BenchmarkInflate(b *testing.B) {
	text := texts()["sheet"]
	var packed bytes.Buffer
	w, _ := flate.NewWriter(&packed, 6)
	w.Write(text)
	w.Close()
	for name, open := range map[string]func(io.Reader) io.ReadCloser{"ours": newInflater, "library": flate.NewReader, "klauspost": klauspost.NewReader} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if _, err := io.Copy(io.Discard, open(bytes.NewReader(packed.Bytes()))); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
