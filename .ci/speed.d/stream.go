package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"time"
)

// last is the last token of an answer, which is looked for on the screen.
const last = "§"

// token is the nth of an answer: no two are alike, as an answer that repeats
// itself is stopped, and none has a letter that is typed.
func token(n int) string { return fmt.Sprintf("%04x ", n%0x10000) }

// chat is a server that streams one answer as fast as it is told.
type chat struct {
	*httptest.Server
	tokens int           // of the answer
	every  time.Duration // from one to the next
	hidden bool          // they are thoughts, of which there may be many; else the reply
	at     func(n int)   // is told when the token before n left; nil for nobody

	mu    sync.Mutex
	asked int
	ended time.Time // when the last token left
}

func newChat(tokens, perSecond int) *chat {
	c := &chat{tokens: tokens, every: time.Second / time.Duration(perSecond)}
	c.Server = httptest.NewServer(http.HandlerFunc(c.answer))
	return c
}

// answer streams the tokens in step with the clock, several at once where a
// sleep took longer than one of them.
func (c *chat) answer(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost { // a list of models
		http.NotFound(w, r)
		return
	}
	c.mu.Lock()
	c.asked++
	first := c.asked == 1
	c.mu.Unlock()
	w.Header().Set("Content-Type", "text/event-stream")
	say := func(text string) {
		content, _ := json.Marshal(text)
		_, _ = fmt.Fprintf(w, "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":%s}}]}\n\n", content)
	}
	flush := w.(http.Flusher).Flush
	begin, end := `{"reply":"`, `","prompt":{"title":"Sea","text":"A calm sea.","negative":null,"axes":[]},"variations":[]}`
	if c.hidden {
		begin, end = "<think>", "</think>"+begin+end
	}
	say(begin)
	if first {
		began := time.Now()
		for n := 0; n < c.tokens; {
			for due := int(time.Since(began)/c.every) + 1; n < min(due, c.tokens); n++ {
				if c.at != nil {
					c.at(n)
				}
				say(token(n))
			}
			flush()
			time.Sleep(c.every)
		}
		say(last)
		flush()
		c.mu.Lock()
		c.ended = time.Now()
		c.mu.Unlock()
		time.Sleep(500 * time.Millisecond) // it is on the screen before the answer ends
	}
	say(end)
	_, _ = fmt.Fprint(w, "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")
}

func (c *chat) endedAt() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ended
}

// studio is easel on a machine with the server as its chat.
func (c *chat) studio(path, home string) program {
	return program{path: path, ready: "What do you want to see?",
		env: []string{"EASEL_HOME=" + home, "OPENAI_API_KEY=none", "OPENAI_BASE_URL=" + c.URL + "/v1", "EASEL_CHAT=openai:stream"}}
}

// send starts the studio and sends an idea.
func (p program) send() (*running, error) {
	r, err := p.shown()
	if err != nil {
		return nil, err
	}
	time.Sleep(time.Second) // what is drawn in the background is drawn
	_, err = r.tty.WriteString("a sea\r")
	return r, err
}

// streamed is what was measured at one speed.
type streamed struct {
	last, key []time.Duration
	cpu       []time.Duration // of a token
}

func streaming(path string) error {
	fmt.Printf("%-16s %26s %26s %14s\n", "tokens a second", "last token on the screen", "a key until it shows", "CPU a token")
	for _, speed := range []struct{ perSecond, tokens int }{{50, 150}, {500, 1500}, {5000, 1500}} {
		var of streamed
		for range 5 {
			if err := of.run(path, speed.tokens, speed.perSecond); err != nil {
				return err
			}
		}
		fmt.Printf("%-16d %26s %26s %14s\n", speed.perSecond, middle(of.last), middle(of.key), fmt.Sprintf("%.3f ms", milliseconds(of.cpu)))
	}
	return growing(path)
}

func middle(all []time.Duration) string {
	if len(all) == 0 {
		return "none in time"
	}
	return fmt.Sprintf("%.1f ms, slowest %.1f", milliseconds(all), slowest(all))
}

func (s *streamed) run(path string, tokens, perSecond int) error {
	home, err := os.MkdirTemp("", "easel-speed-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(home) }()
	c := newChat(tokens, perSecond)
	defer c.Close()
	var before time.Duration
	begun := make(chan struct{})
	r := (*running)(nil)
	c.at = func(n int) {
		if n == tokens/10 {
			<-begun
			before = r.spent()
		}
	}
	p := c.studio(path, home)
	if r, err = p.send(); err != nil {
		return err
	}
	close(begun)
	begins := strings.TrimSpace(token(1)) // blanks are on the screen already
	if _, err := r.until("an answer", func() bool { return strings.Contains(r.text, begins) }); err != nil {
		return err
	}
	shown := make(chan time.Time, 1) // the last token may show while a key is waited for
	go func() {
		at, _ := r.until("the last token", func() bool { return strings.Contains(r.text, last) })
		shown <- at
	}()
	for i := range len(letters) {
		if !c.endedAt().IsZero() {
			break // it was too fast to type more
		}
		took, err := r.key(letters[i])
		if err != nil {
			return err
		}
		s.key = append(s.key, took)
		time.Sleep(23 * time.Millisecond) // not in step with a ticker
	}
	at := <-shown
	if at.IsZero() {
		return fmt.Errorf("the last of %d tokens was never on the screen", tokens)
	}
	s.cpu = append(s.cpu, (r.spent()-before)/time.Duration(tokens-tokens/10))
	s.last = append(s.last, at.Sub(c.endedAt()))
	return r.quit(p)
}

// growing compares what tokens cost early in a very long answer and late.
func growing(path string) error {
	home, err := os.MkdirTemp("", "easel-speed-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(home) }()
	const window, tokens = 2000, 100_000
	c := newChat(tokens, 5000)
	c.hidden = true
	defer c.Close()
	marks := []int{window, 2 * window, tokens - window, tokens - 1}
	var at [4]time.Duration
	begun, ended := make(chan struct{}), make(chan struct{})
	var r *running
	c.at = func(n int) {
		if i := slices.Index(marks, n); i >= 0 {
			<-begun
			if at[i] = r.spent(); i == len(marks)-1 {
				close(ended)
			}
		}
	}
	p := c.studio(path, home)
	if r, err = p.send(); err != nil {
		return err
	}
	close(begun)
	<-ended
	early, late := at[1]-at[0], at[3]-at[2]
	fmt.Printf("\nA token early in an answer and after 100,000, at 5,000 a second: %.4f and %.4f ms, ratio %.2f (aim: at most 1.2)\n",
		float64(early.Microseconds())/1000/window, float64(late.Microseconds())/1000/window, float64(late)/float64(early))
	return r.quit(p)
}
