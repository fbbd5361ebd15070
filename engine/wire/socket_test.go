package wire_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/coder/websocket"

	"easel/engine/problem"
	"easel/engine/secret"
	"easel/engine/wire"
)

// socketServer speaks on a websocket until the function returns.
func socketServer(t *testing.T, speak func(context.Context, *websocket.Conn)) *wire.Client {
	t.Helper()
	s := server(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.RequestURI() != "/v1/ws?clientId=a" || r.Header.Get("Authorization") != "Bearer "+canary || r.Header.Get("Origin") != "" {
			t.Errorf("asked for %s with %v", r.URL, r.Header)
		}
		conn, err := websocket.Accept(w, r, nil)
		if err != nil {
			t.Error(err)
			return
		}
		defer func() { _ = conn.CloseNow() }()
		speak(r.Context(), conn)
	})
	return client(t, s.URL)
}

func listen(t *testing.T, c *wire.Client) *wire.Socket {
	t.Helper()
	s, err := c.Listen(t.Context(), "/ws?clientId=a")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func TestASocketTellsMessages(t *testing.T) {
	s := listen(t, socketServer(t, func(ctx context.Context, conn *websocket.Conn) {
		_ = conn.Write(ctx, websocket.MessageText, []byte(`{"type":"status","key":"`+canary+`"}`))
		_ = conn.Write(ctx, websocket.MessageBinary, []byte{0, 0, 0, 1})
		_ = conn.Write(ctx, websocket.MessageText, []byte(strings.Repeat("[", 1000)))
	}))
	text, err := s.Next(t.Context())
	if err != nil || text.Binary || string(text.Data) != `{"type":"status","key":"***"}` {
		t.Errorf("got %q, %v", text.Data, err)
	}
	raw, err := s.Next(t.Context())
	if err != nil || !raw.Binary || !bytes.Equal(raw.Data, []byte{0, 0, 0, 1}) {
		t.Errorf("got %q, %v", raw.Data, err)
	}
	_, err = s.Next(t.Context())
	wantProblem(t, err, problem.Failed, "cannot be read")
}

func TestASocketThatEnds(t *testing.T) {
	for says, speak := range map[string]func(context.Context, *websocket.Conn){
		"cut off": func(_ context.Context, conn *websocket.Conn) { _ = conn.CloseNow() },
		"larger": func(ctx context.Context, conn *websocket.Conn) {
			_ = conn.Write(ctx, websocket.MessageBinary, make([]byte, 17<<20))
		},
	} {
		_, err := listen(t, socketServer(t, speak)).Next(t.Context())
		wantProblem(t, err, problem.Failed, says)
		if wire.Passing(err) != (says == "cut off") {
			t.Errorf("%s: passing is wrong", says)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	s := listen(t, socketServer(t, func(ctx context.Context, conn *websocket.Conn) {
		cancel()
		_, _, _ = conn.Read(ctx)
	}))
	_, err := s.Next(ctx)
	wantProblem(t, err, problem.Interrupted, "Stopped")
}

func TestAServerWithoutASocket(t *testing.T) {
	for status, kind := range map[int]problem.Kind{401: problem.NotConfigured, 404: problem.NotConfigured, 200: problem.Failed, 307: problem.NotConfigured} {
		s := server(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "http://127.0.0.1:1/")
			w.WriteHeader(status)
		})
		_, err := client(t, s.URL).Listen(t.Context(), "/ws")
		var p *problem.Problem
		if !errors.As(err, &p) || p.Kind != kind && status != 307 {
			t.Errorf("status %d: got %v", status, err)
		}
	}
	s := server(t, func(http.ResponseWriter, *http.Request) {})
	s.Close()
	_, err := client(t, s.URL).Listen(t.Context(), "/ws")
	wantProblem(t, err, problem.NotConfigured, "Nothing answers")
}

// What a job's watcher asks again after, and what it does not.
func TestWhatPasses(t *testing.T) {
	for want, errs := range map[bool][]error{
		true:  {syscall.ECONNREFUSED, io.ErrUnexpectedEOF, syscall.ECONNRESET, &wire.ServerError{Status: 502}, &wire.ServerError{Status: 429}, wire.ErrIdle},
		false: {context.Canceled, &wire.ServerError{Status: 404}, wire.ErrTooLarge, wire.ErrMalformed},
	} {
		for _, err := range errs {
			if wire.Passing(err) != want {
				t.Errorf("%v: passing is %v", err, !want)
			}
		}
	}
}

func TestANameAndAPassword(t *testing.T) {
	s := server(t, func(w http.ResponseWriter, r *http.Request) {
		if name, password, ok := r.BasicAuth(); !ok || name != "ann" || password != "canary:word" {
			t.Errorf("got %q, %q", name, password)
		}
		answer(401, `{"detail":"Incorrect username or password"}`)(w, r)
	})
	c := client(t, s.URL, func(o *wire.Options) { o.Key, o.Basic = secret.New("ann:canary:word"), true })
	err := c.JSON(t.Context(), wire.Call{Method: http.MethodGet, Path: "/options"}, nil)
	wantProblem(t, err, problem.NotConfigured, "does not accept the name and password: Incorrect username or password")
	var said *wire.ServerError
	if !errors.As(err, &said) || string(said.Raw) != `{"detail":"Incorrect username or password"}` {
		t.Errorf("raw is %q", said.Raw)
	}
}

func TestPicturesOfAnotherField(t *testing.T) {
	s := server(t, answer(200, `{"images":["UE5HMQ==","UE5HMg"],"parameters":{"images":null,"width":"UE5H"},"info":"{\"images\":[1]}","current_image":"data:image/png;base64,UE5HMw=="}`))
	c := client(t, s.URL)
	var got []string
	for e, err := range c.Pictures(t.Context(), wire.Call{Path: "/txt2img", Pictures: []string{"images"}}) {
		if err != nil {
			t.Fatal(err)
		}
		if want := `{"current_image":"picture:2","images":["picture:0","picture:1"],"info":"{\"images\":[1]}","parameters":{"images":null,"width":"UE5H"}}`; string(e.Fields) != want {
			t.Errorf("fields are %s", e.Fields)
		}
		for _, p := range e.Pictures {
			data, err := p.Bytes()
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, string(data))
		}
	}
	if strings.Join(got, " ") != "PNG1 PNG2 PNG3" {
		t.Errorf("got %q", got)
	}
}

func TestAPauseIsTheClientsOwn(t *testing.T) {
	var waited time.Duration
	c := client(t, "http://127.0.0.1:1", func(o *wire.Options) {
		o.Sleep = func(ctx context.Context, d time.Duration) error { waited += d; return ctx.Err() }
	})
	if err := c.Pause(t.Context(), time.Hour); err != nil || waited != time.Hour {
		t.Errorf("waited %v, %v", waited, err)
	}
}
