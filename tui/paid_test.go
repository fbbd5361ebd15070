package tui_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"easel/engine"
	"easel/engine/catalog"
	"easel/engine/config"
	"easel/engine/imagegen"
	"easel/engine/keys"
	"easel/engine/library"
	"easel/tui/tuitest"
)

// shop paints as tuitest.Painter does, for money.
type shop struct {
	tuitest.Painter
	each float64 // dollars a picture; 0 is a price that nobody knows
	sold *sold
}

// sold is what was sent to a shop.
type sold struct {
	mu      sync.Mutex
	prompts []string
}

func (s *sold) texts() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.prompts...)
}

func (s shop) Info() imagegen.Info {
	info := s.Painter.Info()
	info.Name, info.Model, info.Can.Free = "shop", "s-1", false
	return info
}

func (s shop) Estimate(r imagegen.Request) catalog.Estimate {
	if s.each == 0 {
		return catalog.Estimate{}
	}
	cost := s.each * float64(r.Count)
	return catalog.Estimate{Low: cost, High: cost, Known: true, AsOf: "2026-11-22"}
}

func (s shop) Generate(ctx context.Context, r imagegen.Request) iter.Seq2[imagegen.Event, error] {
	return func(yield func(imagegen.Event, error) bool) {
		for e, err := range s.Painter.Generate(ctx, r) {
			if _, done := e.(imagegen.Done); done {
				e = imagegen.Done{CostUSD: new(s.each * float64(r.Count))}
			}
			if !yield(e, err) {
				return
			}
			if _, sending := e.(imagegen.Sending); sending {
				s.sold.mu.Lock()
				s.sold.prompts = append(s.sold.prompts, r.Prompt.Text)
				s.sold.mu.Unlock()
			}
		}
	}
}

// inShop runs a test of a session with one round, on a shop.
func inShop(t *testing.T, s shop, env []string, test func(t *testing.T, s *tuitest.Studio, reply gate, sold *sold)) {
	t.Helper()
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		reply := make(gate)
		s.sold = new(sold)
		studio := tuitest.Start(t, tuitest.Options{Width: 120, Height: 36, Chat: tuitest.Writer{Gate: reply}, Image: s, Env: append(env, "EASEL_IMAGE=shop")})
		round1(studio, reply)
		test(t, studio, reply, s.sold)
	})
}

const onTheCard = "Generate and pay"

func TestTheCardIsClosedAndNothingIsSent(t *testing.T) {
	inShop(t, shop{each: 0.04}, nil, func(t *testing.T, s *tuitest.Studio, _ gate, sold *sold) {
		s.Sees("shop:s-1 1024x1024 · about $0.04")
		for _, keys := range [][]string{{"esc"}, {"tab", "enter"}, {"right", "enter"}} {
			s.Press("ctrl+g")
			s.Sees(onTheCard, "about $0.04", "2026-11-22", "A painting of a beach sunset")
			s.Press(keys...)
			s.SeesNot(onTheCard)
		}
		s.Wait(moved)
		if got := sold.texts(); len(got) > 0 {
			t.Errorf("sent %q", got)
		}
		s.SeesNot("Saved")
	})
}

func TestTheCardIsPaid(t *testing.T) {
	inShop(t, shop{each: 0.04}, nil, func(t *testing.T, s *tuitest.Studio, _ gate, sold *sold) {
		s.Say("/count 2")
		s.Sees("about $0.08")
		s.Press("ctrl+g")
		s.Sees(onTheCard, "2 pictures of 1024x1024: about $0.08")
		s.Press("ctrl+g") // says nothing new
		if got := sold.texts(); len(got) > 0 {
			t.Errorf("sent %q", got)
		}
		s.Press("enter")
		s.Sees("Saved")
		s.SeesNot(onTheCard)
		if got := sold.texts(); len(got) != 1 {
			t.Errorf("sent %q", got)
		}
	})
}

func TestWhoIsAskedBeforePaying(t *testing.T) {
	for name, c := range map[string]struct {
		each   float64
		over   string
		asks   bool
		header string
	}{
		"below the limit":           {0.04, "0.05", false, "about $0.04"},
		"at the limit":              {0.05, "0.05", false, "about $0.05"},
		"over the limit":            {0.06, "0.05", true, "about $0.06"},
		"no limit was set":          {0.0001, "0", true, "about $0.0001"},
		"a price that nobody knows": {0, "1000", true, "price unknown"},
	} {
		t.Run(name, func(t *testing.T) {
			inShop(t, shop{each: c.each}, []string{"EASEL_CONFIRM_OVER=" + c.over}, func(t *testing.T, s *tuitest.Studio, _ gate, sold *sold) {
				s.Sees(c.header)
				s.Press("ctrl+g")
				if !c.asks {
					s.Sees("Saved")
					return
				}
				s.Sees(onTheCard, c.header)
				if got := sold.texts(); len(got) > 0 {
					t.Errorf("sent %q before asking", got)
				}
				s.Press("enter")
				s.Sees("Saved")
			})
		})
	}
}

func TestWhatIsFreeIsNeverAskedAbout(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Sees("· free")
		s.Press("ctrl+g")
		s.Sees("Saved")
		s.SeesNot(onTheCard)
	})
}

// A reply that ends while somebody reads the card changes what Prompt shows,
// and not what is paid.
func TestWhatTheCardShowedIsWhatIsPaid(t *testing.T) {
	inShop(t, shop{each: 0.04}, nil, func(t *testing.T, s *tuitest.Studio, reply gate, sold *sold) {
		s.Say("make it night")
		reply.let(2)
		s.Press("ctrl+g")
		s.Sees(onTheCard, "an amber sky")
		reply.let(wholeReply - 2)
		s.Wait(moved)
		s.Press("enter")
		s.Sees("Saved")
		if got := sold.texts(); len(got) != 1 || !strings.Contains(got[0], "an amber sky") {
			t.Errorf("sent %q", got)
		}
	})
}

const askedToStop = "may be billed"

func TestStoppingWhatIsPaidIsAskedAbout(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		reply, paint := make(gate), make(gate)
		s := tuitest.Start(t, tuitest.Options{Width: 120, Height: 36, Chat: tuitest.Writer{Gate: reply},
			Image: shop{each: 0.04, Painter: tuitest.Painter{Gate: paint}, sold: new(sold)}, Env: []string{"EASEL_IMAGE=shop"}})
		round1(s, reply)
		s.Press("ctrl+g", "enter")
		paint.let(1)   // it is sent
		s.Press("esc") // never stops what is paid
		s.Sees("ctrl+c stops")
		s.Press("ctrl+c")
		s.Sees(askedToStop)
		s.Press("esc")
		s.SeesNot(askedToStop)
		s.Press("ctrl+c", "enter") // the first answer is the safe one
		s.SeesNot(askedToStop)
		s.Sees("ctrl+c stops")
		s.Press("ctrl+c")
		s.Sees(askedToStop)
		s.Press("tab", "enter")
		s.SeesNot(askedToStop, "ctrl+c stops")
		if s.Ended() {
			t.Error("it quit")
		}
	})
}

func TestStoppingWhatHasEndedStopsNothingElse(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		reply, paint := make(gate), make(gate)
		s := tuitest.Start(t, tuitest.Options{Width: 120, Height: 36, Chat: tuitest.Writer{Gate: reply},
			Image: shop{each: 0.04, Painter: tuitest.Painter{Gate: paint}, sold: new(sold)}, Env: []string{"EASEL_IMAGE=shop"}})
		round1(s, reply)
		s.Say("make it night")
		reply.let(2)
		s.Press("ctrl+g", "enter")
		paint.let(1)
		s.Press("ctrl+c")
		s.Sees(askedToStop)
		close(paint)
		s.Wait(moved)
		s.Press("tab", "enter")
		s.SeesNot(askedToStop)
		reply.let(wholeReply - 2)
		s.Sees("round 2/2", "Saved")
		s.SeesNot("stopped here")
	})
}

func TestOverTheBudgetNothingIsSent(t *testing.T) {
	inShop(t, shop{each: 0.04}, []string{"EASEL_BUDGET_SESSION=0.07"}, func(t *testing.T, s *tuitest.Studio, _ gate, sold *sold) {
		s.Press("ctrl+g", "enter")
		s.Sees("Saved")
		s.Press("ctrl+g")
		s.Sees("Over the budget", "The budget of $0.07 for this session has $0.03", "EASEL_BUDGET_SESSION=")
		s.SeesNot(onTheCard)
		s.Press("enter")
		s.SeesNot("Over the budget")
		if got := sold.texts(); len(got) != 1 {
			t.Errorf("sent %q", got)
		}
	})
}

func TestWhatWasSentAndNotReceivedIsTold(t *testing.T) {
	inShop(t, shop{each: 0.04}, nil, func(t *testing.T, s *tuitest.Studio, _ gate, _ *sold) {
		s.Quit()
		ctx := context.Background()
		lib, err := library.Open(ctx, filepath.Join(s.Home(), "easel", "data"), time.Now)
		if err != nil {
			t.Fatal(err)
		}
		id, _, err := lib.Last(ctx)
		if err != nil {
			t.Fatal(err)
		}
		r := library.Request{ID: "r", SessionID: id, Purpose: library.ForPicture, Generator: "shop", Pictures: 1, Estimate: catalog.Estimate{High: 0.04, Known: true}}
		if err := lib.Prepare(ctx, r, library.NoBudget()); err != nil {
			t.Fatal(err)
		}
		if err := lib.Journal(ctx, "r", library.Sent()); err != nil {
			t.Fatal(err)
		}
		if err := lib.Close(); err != nil {
			t.Fatal(err)
		}
		again := s.Beside()
		again.Sees("Sent, maybe paid, not received")
		again.Restart()
		again.SeesNot("Sent, maybe paid")
	})
}

// canary is a key that must never be seen.
const canary = "sk-canary-2b7d90c4aa51"

// answer is what a server on the wire says, in the process: the test's clock
// does not wait for a real network. The zero value is a server that is not
// there.
type answer struct {
	status int
	kind   string // its content type
	body   string
	cut    bool // it hangs up after that
}

type wire struct {
	mu      sync.Mutex
	answers []answer // in turn, the last one again and again
	asked   int
}

func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		_, _ = io.Copy(io.Discard, r.Body)
		_ = r.Body.Close()
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	a := answer{}
	if r.URL.Host == "api.openai.com" {
		a = w.answers[min(w.asked, len(w.answers)-1)]
		w.asked++
	}
	if a.status == 0 {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	}
	body := io.Reader(strings.NewReader(a.body))
	if a.cut {
		body = io.MultiReader(body, hangUp{})
	}
	return &http.Response{StatusCode: a.status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, ContentLength: -1, Request: r,
		Header: http.Header{"Content-Type": {a.kind}}, Body: io.NopCloser(body)}, nil
}

type hangUp struct{}

func (hangUp) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// onWire starts the studio with OpenAI's chat or images, of which these are
// the answers.
func onWire(t *testing.T, o tuitest.Options, answers ...answer) (*tuitest.Studio, *wire) {
	t.Helper()
	w := &wire{answers: answers}
	o.Width, o.Height = 120, 36
	o.Env = append(o.Env, "OPENAI_API_KEY="+canary)
	o.Services = func(_ config.Loaded, paths config.Paths) *engine.Services {
		env := func(name string) string { return map[string]string{"OPENAI_API_KEY": canary}[name] }
		return engine.NewServices(engine.ServiceParts{Keys: keys.New(env, nil, ""), Env: env, Spool: filepath.Join(paths.DataDir, "arriving"), Network: w, Now: time.Now})
	}
	return tuitest.Start(t, o), w
}

// keyIsNowhere fails when the key came to the terminal or into a file.
func keyIsNowhere(t *testing.T, s *tuitest.Studio) {
	t.Helper()
	if strings.Contains(s.Output(), canary) || strings.Contains(s.Screen(), canary) {
		t.Error("the key is on the screen")
	}
	err := filepath.WalkDir(s.Home(), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if strings.Contains(string(data), canary) {
			t.Errorf("the key is in %s", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// failures are what goes wrong with servers, and what the studio says.
func failures() map[string]struct {
	answer
	says string
} {
	type failure = struct {
		answer
		says string
	}
	const data = "application/json"
	return map[string]failure{
		"dead":       {answer{}, "Nothing answers at api.openai.com"},
		"key":        {answer{401, data, `{"error":{"message":"Incorrect API key provided: ` + canary + `","code":"invalid_api_key"}}`, false}, "does not accept the key"},
		"no money":   {answer{429, data, `{"error":{"message":"Over your quota","code":"insufficient_quota"}}`, false}, "no credit left"},
		"too often":  {answer{429, data, `{"error":{"message":"Slow down","code":"rate_limit_exceeded"}}`, false}, "asked too often"},
		"moderation": {answer{400, data, `{"error":{"message":"Rejected by the safety system","code":"moderation_blocked"}}`, false}, "Rejected by the safety system"},
		"fault":      {answer{500, data, `{"error":{"message":"oops"}}`, false}, "status 500"},
		"cut":        {answer{200, "text/event-stream", "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"{\\\"reply\\\":\\\"Low li\"}}]}\n\n", true}, "OpenAI"},
	}
}

func TestAReplyThatFailsLosesNoMessage(t *testing.T) {
	for name, f := range failures() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tuitest.Run(t, func(t *testing.T) {
				s, w := onWire(t, tuitest.Options{Env: []string{"EASEL_CHAT=openai"}}, f.answer)
				s.Say("a beach sunset")
				s.Sees(f.says, "a beach sunset")
				w.mu.Lock()
				w.answers, w.asked = []answer{{200, "text/event-stream", wholeRound(), false}}, 0
				w.mu.Unlock()
				s.Press("up")
				s.Sees("> a beach sunset")
				s.Press("enter")
				s.Sees("round 1/1", "Low warm light on wet sand")
				keyIsNowhere(t, s)
			})
		})
	}
}

// wholeRound is a round as OpenAI streams it.
func wholeRound() string {
	content, err := json.Marshal(`{"reply":"Here it is.","prompt":{"title":"Sunset","text":"Low warm light on wet sand","negative":null,"axes":[{"axis":"lighting","value":"golden hour"}]},"variations":[]}`)
	if err != nil {
		panic(err)
	}
	return fmt.Sprintf("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":%s},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n", content)
}

func TestAPictureThatFailsLeavesThePrompt(t *testing.T) {
	for name, f := range failures() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tuitest.Run(t, func(t *testing.T) {
				s, w := onWire(t, tuitest.Options{Chat: tuitest.Writer{}, Env: []string{"EASEL_IMAGE=openai"}}, f.answer)
				s.Say("a beach sunset")
				s.Sees("round 1/1", "openai:gpt-image-2")
				s.Press("ctrl+g")
				s.Sees(onTheCard)
				s.Press("enter")
				s.Sees(f.says, "A painting of a beach sunset")
				w.mu.Lock()
				w.answers, w.asked = []answer{{200, "application/json", paidPicture(), false}}, 0
				w.mu.Unlock()
				s.Press("ctrl+g", "enter")
				s.Sees("Saved")
				keyIsNowhere(t, s)
			})
		})
	}
}

// paidPicture is a picture as OpenAI gives it.
func paidPicture() string {
	var data []byte
	for e := range (tuitest.Painter{}).Generate(context.Background(), imagegen.Request{Width: 64, Height: 64, Count: 1}) {
		if b, ok := e.(imagegen.Bytes); ok {
			data = b.Data
		}
	}
	return fmt.Sprintf(`{"data":[{"b64_json":%q}],"usage":{"input_tokens":10,"output_tokens":200}}`, base64.StdEncoding.EncodeToString(data))
}

// What a command that was killed sent is told at the next start, whatever
// session that is in.
func TestWhatACommandLeftIsTold(t *testing.T) {
	inShop(t, shop{each: 0.04}, nil, func(t *testing.T, s *tuitest.Studio, _ gate, _ *sold) {
		s.Quit()
		ctx := context.Background()
		lib, err := library.Open(ctx, filepath.Join(s.Home(), "easel", "data"), time.Now)
		if err != nil {
			t.Fatal(err)
		}
		r := library.Request{ID: "r", SessionID: "of-a-command", Purpose: library.ForPicture, Generator: "shop", Prompt: "a castle", Pictures: 1}
		if err := lib.Prepare(ctx, r, library.NoBudget()); err != nil {
			t.Fatal(err)
		}
		if err := lib.Journal(ctx, "r", library.Sent()); err != nil {
			t.Fatal(err)
		}
		if err := lib.Close(); err != nil {
			t.Fatal(err)
		}
		again := s.Beside()
		again.Sees(`shop at 2000-01-01 00:0`, `"a castle": sent, maybe paid, not received`)
	})
}
