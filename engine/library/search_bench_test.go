package library_test

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"easel/engine/library"
	"easel/engine/prompt"
	"easel/engine/session"
)

const many = 100_000 // prompts

// prompts writes texts of about 400 characters in which, as in prose, few words
// are common and most are rare. The common ones are known by name.
type prompts struct {
	random *rand.Rand
	words  []string
	spread *rand.Zipf
}

func newPrompts() *prompts {
	p := &prompts{random: rand.New(rand.NewPCG(1, 2))}
	p.words = []string{"light", "with", "a", "soft", "the", "in", "camera", "beach", "warm", "shadow"}
	for len(p.words) < 30_000 {
		var word strings.Builder
		for range 3 + p.random.IntN(7) {
			word.WriteByte(byte('a' + p.random.IntN(26)))
		}
		p.words = append(p.words, word.String())
	}
	p.spread = rand.NewZipf(p.random, 1.15, 12, uint64(len(p.words)-1))
	return p
}

func (p *prompts) text() string {
	var words []string
	for length := 0; length < 400; {
		w := p.words[p.spread.Uint64()]
		words = append(words, w)
		length += len(w) + 1
	}
	return strings.Join(words, " ")
}

// largeLibrary has many prompts, of which some were painted and some were kept.
func largeLibrary(b *testing.B, dir string) *library.Library {
	b.Helper()
	l := open(b, dir)
	made := newPrompts()
	const each = 500 // prompts of a session
	for s := range many / each {
		var events []session.Event
		for i := range each {
			n := s*each + i
			at := noon.Add(time.Duration(n) * time.Minute)
			p := prompt.Prompt{ID: fmt.Sprintf("p%06d", n), Title: "Variation", Text: made.text()}
			events = append(events, session.Event{ID: fmt.Sprintf("u%06d", n), Time: at, Body: session.Used{Prompt: p}})
			switch n % 10 {
			case 0:
				events = append(events, session.Event{ID: fmt.Sprintf("k%06d", n), Time: at, Body: session.Kept{FavouriteID: "f" + p.ID, Prompt: p}})
			case 1:
				events = append(events, session.Event{ID: fmt.Sprintf("g%06d", n), Time: at, Body: session.Generated{Prompt: p, Generator: "sketch",
					Images: []session.Image{{Path: fmt.Sprintf("/%d.png", n), Width: 512 + n%1024, Height: 512, SHA256: fmt.Sprint(n)}}}})
			}
		}
		ok(b, l.Append(b.Context(), header(fmt.Sprintf("s%03d", s)), events...))
	}
	began := time.Now()
	ok(b, l.CatchUp(b.Context(), nil))
	b.Logf("indexed %d prompts in %v", many, time.Since(began).Round(time.Millisecond))
	return l
}

// BenchmarkSearch is the first 50 rows of a search, as the screen asks for them.
// The aim: 16 ms, and 50 ms for three common words with the best first.
func BenchmarkSearch(b *testing.B) {
	l := largeLibrary(b, b.TempDir())
	rare := newPrompts().words[20_000]
	for name, text := range map[string]string{
		"everything": "", "rare": rare, "prefix1": "b", "prefix2": "be", "prefix3": "bea", "common": "beach", "two": "beach shadow",
		"phrase": `"soft light"`, "without": "beach -camera", "filter": "beach is:favourite", "size": "beach size:>1500", "date": "beach before:2026-12",
		"negative": "-beach", "best1": "beach sort:best", "best3": "light soft camera sort:best", "bestRare": rare + " sort:best",
	} {
		b.Run(name, func(b *testing.B) {
			q := library.ParseQuery(text, time.UTC)
			for b.Loop() {
				page, err := l.Search(b.Context(), q, nil, 50)
				if err != nil || len(page.Found) == 0 {
					b.Fatal(len(page.Found), err)
				}
			}
		})
	}
}

// BenchmarkKeep is the keeping of a favourite in a library with many prompts,
// and Commit one row in a database with the same settings. The aim: at most
// twice.
func BenchmarkKeep(b *testing.B) {
	made := newPrompts()
	b.Run("Keep", func(b *testing.B) {
		l := open(b, b.TempDir())
		n := 0
		for b.Loop() {
			n++
			keep(b, l, favourite(fmt.Sprint(n), made.text()))
		}
	})
	b.Run("Commit", func(b *testing.B) {
		db, err := sql.Open("sqlite", "file:"+filepath.Join(b.TempDir(), "bare.db")+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)")
		ok(b, err)
		defer db.Close()
		_, err = db.Exec(`CREATE TABLE kept (id INTEGER PRIMARY KEY, text TEXT)`)
		ok(b, err)
		for b.Loop() {
			_, err := db.Exec(`INSERT INTO kept (text) VALUES (?)`, made.text())
			ok(b, err)
		}
	})
}

// BenchmarkOpenLarge is the opening of a library with many prompts, and
// OpenEmpty of one without. The aim: at most 1.1 times.
func BenchmarkOpenLarge(b *testing.B) {
	for name, fill := range map[string]func(dir string){
		"Empty": func(dir string) { open(b, dir).Close() },
		"Large": func(dir string) { largeLibrary(b, dir).Close() },
	} {
		b.Run(name, func(b *testing.B) {
			dir := b.TempDir()
			fill(dir)
			for b.Loop() {
				l, err := library.Open(b.Context(), dir, clock)
				ok(b, err)
				ok(b, l.Close())
			}
		})
	}
}
