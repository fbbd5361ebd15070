package wire_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"easel/engine/problem"
	"easel/engine/wire"
)

func TestWhatAServerSaysBecomesOneClearLine(t *testing.T) {
	said := func(code, message string) string {
		text, _ := json.Marshal(message)
		return fmt.Sprintf(`{"error":{"code":%q,"message":%s,"type":"invalid_request_error","param":null}}`, code, text)
	}
	cases := map[string]struct {
		status int
		body   string
		kind   problem.Kind
		says   string
	}{
		"a key that is echoed": {401, said("invalid_api_key", "Incorrect API key provided: "+canary+"."), problem.NotConfigured, "provided: ***. Check OPENAI_API_KEY"},
		"a key of others":      {401, said("", "Incorrect: sk-proj-other****1234 Bearer abcdefghijkl"), problem.NotConfigured, "Incorrect: *** ***"},
		"a region":             {403, said("", "Your organization must be verified to use the model"), problem.NotConfigured, "must be verified"},
		"no such model":        {404, said("model_not_found", "The model x does not exist"), problem.NotConfigured, "Choose another model"},
		"no such call":         {404, `{"detail":"Not Found"}`, problem.NotConfigured, "Check the server's address"},
		"an empty account":     {429, said("insufficient_quota", "You exceeded your current quota"), problem.NotConfigured, "no credit left"},
		"credit":               {402, said("", ""), problem.NotConfigured, "no credit left"},
		"too often":            {429, said("rate_limit_exceeded", "Rate limit reached"), problem.Failed, "asked too often: Rate limit reached"},
		"moderated":            {400, said("moderation_blocked", "Rejected by the safety system."), problem.Refused, "Rejected by the safety system"},
		"too long":             {400, said("context_length_exceeded", "8192 tokens"), problem.Failed, "longer than the model can read"},
		"a fault":              {500, said("", "oh"), problem.Failed, "status 500"},
		"a page":               {200, "<!DOCTYPE html><title>Login</title>", problem.Failed, "web page"},
		"a gateway's page":     {502, "<html>\n<h1>502</h1></html>", problem.Failed, "web page instead of data (status 502)"},
		"no JSON":              {200, "ok", problem.Failed, "cut off"},
		"bad JSON":             {200, `{"choices":[}`, problem.Failed, "cannot be read"},
		"escapes":              {400, said("", "a\x1b]0;title\x07\r\n\tb\u009bc"), problem.Failed, "a b"},
		"a long text":          {400, said("", strings.Repeat("long ", 10000)), problem.Failed, "..."},
		"an old address":       {301, "", problem.Failed, "status 301"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s := server(t, answer(c.status, c.body))
			wantProblem(t, chat(t.Context(), client(t, s.URL), nil).err, c.kind, c.says)
			if c.status == 200 {
				return
			}
			for _, err := range client(t, s.URL).Pictures(t.Context(), wire.Call{Path: "/images/generations"}) {
				wantProblem(t, err, c.kind, c.says)
			}
			_, err := client(t, s.URL).Models(t.Context())
			wantProblem(t, err, c.kind, c.says)
		})
	}
}

func TestNoKeyFollowsARedirect(t *testing.T) {
	elsewhere := server(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("the call followed: %v", r.Header) })
	for _, status := range []int{301, 302, 307, 308} {
		h := func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, elsewhere.URL+"/v2", status) }
		wantProblem(t, chatWith(t, h).err, problem.NotConfigured, "has moved")
	}
}

func TestNothingAnswers(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	base := "http://" + l.Addr().String()
	_ = l.Close() // so that nothing answers there
	got := chat(t.Context(), client(t, base, func(o *wire.Options) { o.StartHint = "Start it with: ollama serve" }), nil)
	wantProblem(t, got.err, problem.NotConfigured, "Nothing answers at 127.0.0.1")
	wantProblem(t, got.err, problem.NotConfigured, "Start it with: ollama serve")
}

// broken is a network on which each attempt fails in the same way.
type broken struct {
	err      error
	attempts int
}

func (b *broken) RoundTrip(*http.Request) (*http.Response, error) {
	b.attempts++
	return nil, b.err
}

func TestConnectionsThatFail(t *testing.T) {
	for name, c := range map[string]struct {
		err      error
		attempts int
		kind     problem.Kind
		says     string
	}{
		"no such host":                      {&net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "nothing.invalid"}}, 1, problem.NotConfigured, "cannot be found"},
		"dialling":                          {&net.OpError{Op: "dial", Err: errors.New("i/o timeout")}, 4, problem.Failed, "No connection"},
		"nothing there":                     {&net.OpError{Op: "dial", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}, 1, problem.NotConfigured, "Nothing answers"},
		"nothing there, as Windows says it": {&net.OpError{Op: "dial", Err: os.NewSyscallError("connectex", syscall.Errno(10061))}, 1, problem.NotConfigured, "Nothing answers"},
		"broken off, as Windows says it":    {&net.OpError{Op: "read", Err: os.NewSyscallError("wsarecv", syscall.Errno(10054))}, 1, problem.Failed, "broke off"},
		"after it was sent":                 {&net.OpError{Op: "read", Err: syscall.ECONNRESET}, 1, problem.Failed, "broke off"},
		"the end":                           {io.EOF, 1, problem.Failed, "broke off"},
		"a certificate":                     {&tls.CertificateVerificationError{Err: errors.New("expired")}, 1, problem.Failed, "not safe"},
		"with the key":                      {errors.New("proxy says " + canary), 1, problem.Failed, "proxy says ***"},
	} {
		t.Run(name, func(t *testing.T) {
			b := &broken{err: c.err}
			got := chat(t.Context(), client(t, "https://nothing.invalid", func(o *wire.Options) { o.Transport = b }), nil)
			wantProblem(t, got.err, c.kind, c.says)
			if b.attempts != c.attempts {
				t.Errorf("%d attempts, want %d", b.attempts, c.attempts)
			}
			if cause := errors.Unwrap(got.err); strings.Contains(cause.Error(), "canary") {
				t.Errorf("the key is in the cause: %v", cause)
			}
		})
	}
}

// TestACutIsToldAtEveryByte cuts the connection after each byte of an answer.
func TestACutIsToldAtEveryByte(t *testing.T) {
	var at atomic.Int64
	s := server(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		w.Header().Set("Content-Length", fmt.Sprint(len(normal)))
		cut := int(at.Load())
		_, _ = io.WriteString(w, normal[:cut])
		_ = http.NewResponseController(w).Flush()
		if cut < len(normal) {
			panic(http.ErrAbortHandler)
		}
	})
	c := client(t, s.URL)
	for cut := range len(normal) + 1 {
		at.Store(int64(cut))
		got := chat(t.Context(), c, nil)
		whole := cut >= len(said+stop)-1 // the event with the reason is there, if not the empty line after it
		switch {
		case whole && got.err == nil:
		case whole && errors.Is(got.err, wire.ErrCut):
		case got.err == nil:
			t.Errorf("a cut after %d bytes is not told: %+v", cut, got)
		default:
			wantProblem(t, got.err, problem.Failed, "")
		}
		if want := cut >= len(said); want && got.text != "Hello" {
			t.Errorf("a cut after %d bytes lost %q", cut, got.text)
		}
	}
}

func TestAServerThatStallsIsLeft(t *testing.T) {
	short := func(o *wire.Options) {
		o.Limits.Idle, o.Limits.PictureIdle = 100*time.Millisecond, 100*time.Millisecond
	}
	for name, write := range map[string]func(w http.ResponseWriter) bool{
		"before its headers": func(http.ResponseWriter) bool { return false },
		"in its answer":      func(w http.ResponseWriter) bool { _, _ = io.WriteString(w, said); return false },
		"a byte at a time":   func(w http.ResponseWriter) bool { _, _ = io.WriteString(w, "d"); return true },
	} {
		t.Run(name, func(t *testing.T) {
			s := server(t, func(w http.ResponseWriter, r *http.Request) {
				tick := time.NewTicker(10 * time.Millisecond)
				defer tick.Stop()
				w.Header().Set("Content-Type", "text/event-stream")
				for again := write(w); ; again = again && write(w) {
					if name != "before its headers" {
						_ = http.NewResponseController(w).Flush()
					}
					select {
					case <-r.Context().Done():
						return
					case <-tick.C:
					}
				}
			})
			got := chat(t.Context(), client(t, s.URL, short), nil)
			wantProblem(t, got.err, problem.Failed, "silent for too long")
			if !errors.Is(got.err, wire.ErrIdle) {
				t.Errorf("got %v", got.err)
			}
			var last error
			for _, err := range client(t, s.URL, short).Pictures(t.Context(), wire.Call{Path: "/x"}) {
				last = err
			}
			wantProblem(t, last, problem.Failed, "silent for too long")
		})
	}
}

func TestBombsTakeNoMemory(t *testing.T) {
	endless := func(head, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/event-stream")
			_, _ = io.WriteString(w, head)
			chunk := []byte(strings.Repeat(body, 1<<16))
			for range 512 << 20 / len(chunk) {
				if _, err := w.Write(chunk); err != nil {
					return
				}
			}
		}
	}
	bomb := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Content-Type", "text/event-stream")
		z := gzip.NewWriter(w)
		zeros := bytes.Repeat([]byte("data: \n"), 1<<16)
		for range 400 {
			if _, err := z.Write(zeros); err != nil {
				return
			}
		}
	}
	for name, c := range map[string]struct {
		handler http.HandlerFunc
		says    string
	}{
		"one line":           {endless("data: {\"choices\":\"", "aaaaaaaa"), "larger"},
		"one document":       {endless("{\"choices\":\"", "aaaaaaaa"), "larger"},
		"lines of one event": {endless("", "data: a\n"), "larger"},
		"a name":             {endless("event: ", "aaaaaaaa"), "larger"},
		"comments":           {endless("", ": ping\n\n"), "larger"},
		"gzip":               {bomb, "larger"},
		"brackets":           {stream("data: " + strings.Repeat("[", 200_000) + "\n\n"), "cannot be read"},
		"brackets as JSON":   {answer(200, strings.Repeat("[", 200_000)), "cannot be read"},
		"brackets as error":  {answer(400, strings.Repeat(`{"error":`, 200_000)), "did not accept"},
	} {
		t.Run(name, func(t *testing.T) {
			limits := func(o *wire.Options) { o.Limits.Text, o.Limits.Pictures = 16<<20, 16<<20 }
			cl := client(t, server(t, c.handler).URL, limits)
			before := allocated()
			got := chat(t.Context(), cl, nil)
			wantProblem(t, got.err, problem.Failed, c.says)
			for _, err := range cl.Pictures(t.Context(), wire.Call{Path: "/images/generations", Stream: true}) {
				wantProblem(t, err, problem.Failed, "")
			}
			if grown := int64(allocated()) - int64(before); grown > 64<<20 {
				t.Errorf("memory grew by %d MiB", grown>>20)
			}
		})
	}
}

// allocated is the memory in use.
func allocated() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse
}

func TestGzipThatIsHonestIsRead(t *testing.T) {
	h := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Content-Type", "text/event-stream")
		z := gzip.NewWriter(w)
		_, _ = io.WriteString(z, normal)
		_ = z.Close()
	}
	if got := chatWith(t, h); got.err != nil || got.text != "Hello" {
		t.Errorf("%+v", got)
	}
	h = func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "br")
		_, _ = io.WriteString(w, normal)
	}
	wantProblem(t, chatWith(t, h).err, problem.Failed, "cannot be read")
}

func TestTheKeyIsTakenOutOfReplies(t *testing.T) {
	var body strings.Builder
	for _, piece := range []string{"a sk-can", "ary-0123", "456789abcdef b", " sk", "y is blue ", canary} {
		fmt.Fprintf(&body, "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":%q,\"reasoning\":%q}}]}\n\n", piece, piece)
	}
	got := chatWith(t, stream(body.String()+stop+done))
	if want := "a *** b sky is blue ***"; got.err != nil || got.text != want || got.reasoning != want {
		t.Errorf("got %+v", got)
	}
	got = chatWith(t, stream("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"ask\"}}]}\n\n"))
	if got.text != "ask" || !errors.Is(got.err, wire.ErrCut) {
		t.Errorf("what is held back is given at a cut: %+v", got)
	}
	escaped := strings.ReplaceAll(canary, "s", `\u0073`)
	var reply map[string]string
	err := client(t, server(t, answer(200, `{"a":"`+escaped+`","b":"`+canary+`"}`)).URL).JSON(t.Context(), wire.Call{Path: "/x"}, &reply)
	if err != nil || reply["a"] != "***" || reply["b"] != "***" {
		t.Errorf("%v %v", reply, err)
	}
}

func TestStoppingClosesTheConnection(t *testing.T) {
	gone := make(chan struct{})
	s := server(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, said)
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
		close(gone)
	})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	for _, err := range client(t, s.URL).Chat(ctx, request(), nil) {
		if cancel(); err != nil {
			wantProblem(t, err, problem.Interrupted, "Stopped")
		}
	}
	<-gone
}
