package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// asleep is how long a screen is watched on which nothing happens.
const asleep = 10 * time.Second

// painting measures what painting on demand is for: keys at rest and while a
// reply streams, and what a screen costs on which nothing happens.
func painting(easelPath, minimalPath, gumPath string) error {
	stream := httptest.NewServer(http.HandlerFunc(tokens))
	defer stream.Close()
	demand, ticker := typing{name: "easel"}, typing{name: "by its ticker"}
	minimal, gum := typing{name: "minimal"}, typing{name: "gum write"}
	for range 3 { // by turns
		for _, way := range []*typing{&demand, &ticker} {
			home, err := os.MkdirTemp("", "easel-painting-")
			if err != nil {
				return err
			}
			defer func() { _ = os.RemoveAll(home) }()
			name := map[*typing]string{&demand: "demand", &ticker: "ticker"}[way]
			p := program{path: easelPath, ready: "What do you want to see?",
				env: []string{"EASEL_HOME=" + home, "EASEL_PAINT=" + name, "EASEL_CHAT=openai:stream", "OPENAI_API_KEY=none", "OPENAI_BASE_URL=" + stream.URL + "/v1"}}
			if err := way.measure(p); err != nil {
				return err
			}
			if err := way.measureStream(p); err != nil {
				return err
			}
		}
		if err := minimal.measure(program{path: minimalPath, ready: "ready"}); err != nil {
			return err
		}
		if gumPath == "" {
			continue
		}
		if err := gum.measure(program{path: gumPath, args: []string{"write", "--show-help"}, ready: "Write something", quit: "\x03"}); err != nil {
			return err
		}
	}
	peer := gum
	if gumPath == "" {
		peer = minimal
	}
	all := []typing{demand, ticker, minimal}
	if gumPath != "" {
		all = append(all, gum)
	}
	reportTyping(all, peer)
	return sleeping(easelPath)
}

// typing is how a program answers keys.
type typing struct {
	name          string
	rest, streams []time.Duration // from a key to the letter on the screen
	bytes         []int           // written for a key
	frames        []float64       // a second, while a reply streams
}

// letters are typed; no stream has them.
const letters = "zxvkjZXVKJ"

// measure types at rest.
func (y *typing) measure(p program) error {
	r, err := p.shown()
	if err != nil {
		return err
	}
	time.Sleep(time.Second) // what is drawn in the background is drawn
	for i := range 30 {
		time.Sleep(40*time.Millisecond + rand.N(40*time.Millisecond)) // not in step with a ticker
		before := r.written()
		took, err := r.key(letters[i%len(letters)])
		if err != nil {
			return err
		}
		y.rest = append(y.rest, took)
		time.Sleep(25 * time.Millisecond)
		y.bytes = append(y.bytes, r.written()-before)
	}
	return r.quit(p)
}

// measureStream types while a reply streams.
func (y *typing) measureStream(p program) error {
	r, err := p.shown()
	if err != nil {
		return err
	}
	if _, err := r.tty.WriteString("a beach sunset\r"); err != nil {
		return err
	}
	if _, err := r.until("the reply", func() bool { return strings.Contains(r.text, strings.TrimSpace(token(1))) }); err != nil {
		return err
	}
	frames, began := r.frames(), time.Now()
	for time.Since(began) < time.Second {
		time.Sleep(10 * time.Millisecond)
	}
	y.frames = append(y.frames, float64(r.frames()-frames)/time.Since(began).Seconds())
	for i := range 20 {
		time.Sleep(30*time.Millisecond + rand.N(30*time.Millisecond))
		took, err := r.key(letters[i%len(letters)])
		if err != nil {
			return err
		}
		y.streams = append(y.streams, took)
	}
	return r.quit(p)
}

// shown starts a program and waits for its first frame.
func (p program) shown() (*running, error) {
	r, _, err := p.open()
	if err != nil {
		return nil, err
	}
	_, err = r.until(p.ready, func() bool { return strings.Contains(r.text, p.ready) })
	return r, err
}

// key types a letter and gives the time until it is written.
func (r *running) key(letter byte) (time.Duration, error) {
	r.mu.Lock()
	seen := len(r.text)
	r.mu.Unlock()
	pressed := time.Now()
	if _, err := r.tty.Write([]byte{letter}); err != nil {
		return 0, err
	}
	shown, err := r.until("the letter "+string(letter), func() bool { return strings.IndexByte(r.text[seen:], letter) >= 0 })
	return shown.Sub(pressed), err
}

// tokens answers every question with a reply of five hundred tokens a second.
func tokens(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost { // a list of models
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	say := func(text string) {
		fmt.Fprintf(w, "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":%q}}]}\n\n", text)
		w.(http.Flusher).Flush()
	}
	say(`{"reply":"`)
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for n := 0; r.Context().Err() == nil; n++ {
		say(token(n))
		<-tick.C
	}
}

func reportTyping(all []typing, peer typing) {
	fmt.Printf("%-34s", "")
	for _, y := range all {
		fmt.Printf("%15s", y.name)
	}
	fmt.Printf("%10s  aim\n", "ratio")
	row := func(what, unit string, of func(typing) float64, ratio float64, aim string) {
		fmt.Printf("%-34s", what)
		for _, y := range all {
			fmt.Printf("%12.2f %-2s", of(y), unit)
		}
		fmt.Printf("%10.2f  %s\n", ratio, aim)
	}
	median := func(all []time.Duration) float64 { return at(all, 0.5) }
	late := func(all []time.Duration) float64 { return at(all, 0.95) }
	to := "of " + peer.name
	easel := all[0]
	row("a key until it shows, median", "ms", func(y typing) float64 { return median(y.rest) }, median(easel.rest)/median(peer.rest), "at most 0.15 "+to)
	row("a key until it shows, p95", "ms", func(y typing) float64 { return late(y.rest) }, late(easel.rest)/late(peer.rest), "at most 0.15 "+to)
	row("the same in a stream, median", "ms", func(y typing) float64 { return median(y.streams) }, median(easel.streams)/median(peer.rest), "at most 0.15 "+to+" at rest")
	row("the same in a stream, p95", "ms", func(y typing) float64 { return late(y.streams) }, late(easel.streams)/late(peer.rest), "at most 0.15 "+to+" at rest")
	bytes := func(y typing) float64 { return float64(slices.Sorted(slices.Values(y.bytes))[len(y.bytes)/2]) }
	row("written for a key, median", "B", bytes, bytes(easel)/bytes(all[1]), "at most 1 of the ticker's")
	frames := func(y typing) float64 {
		if len(y.frames) == 0 {
			return 0
		}
		return slices.Max(y.frames)
	}
	row("frames a second in a stream", "", frames, frames(easel)/60, "at most 1 of 60")
}

// at is the value below which a part of the values is, in milliseconds.
func at(all []time.Duration, part float64) float64 {
	if len(all) == 0 {
		return 0
	}
	all = slices.Sorted(slices.Values(all))
	return float64(all[int(part*float64(len(all)-1))].Microseconds()) / 1000
}

// sleeping measures each screen while nothing happens.
func sleeping(easelPath string) error {
	home, err := os.MkdirTemp("", "easel-painting-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(home) }()
	p := program{path: easelPath, env: []string{"EASEL_HOME=" + home}, ready: "What do you want to see?"}
	r, err := p.shown()
	if err != nil {
		return err
	}
	fmt.Printf("\n%-34s%10s%12s%10s  aim: at most 120, 5 ms, 0 B\n", fmt.Sprintf("%v of nothing on a screen", asleep), "wake-ups", "processor", "written")
	for _, screen := range []struct{ name, keys string }{
		{"start", ""}, {"studio", "a beach sunset\r"}, {"compare", "\tc"}, {"library", "\x1b\x12"}, {"tree", "\x1bT"}, {"gallery", "\x1bV"},
	} {
		for _, key := range strings.SplitAfter(screen.keys, "\x1b") { // what follows esc comes later
			if _, err := r.tty.WriteString(key); err != nil {
				return err
			}
			time.Sleep(time.Second)
		}
		time.Sleep(4 * time.Second)
		wakes, spent, written := r.wakes(), r.spent(), r.written()
		time.Sleep(asleep)
		fmt.Printf("%-34s%10d%9.1f ms%8d B\n", screen.name, r.wakes()-wakes, float64((r.spent()-spent).Microseconds())/1000, r.written()-written)
	}
	return r.quit(p)
}

// wakes is how often the process's threads have gone to sleep by themselves.
func (r *running) wakes() (sum int) {
	threads, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/status", r.cmd.Process.Pid))
	for _, name := range threads {
		status, _ := os.ReadFile(name)
		_, count, _ := strings.Cut(string(status), "\nvoluntary_ctxt_switches:")
		var n int
		_, _ = fmt.Sscan(count, &n)
		sum += n
	}
	return sum
}
