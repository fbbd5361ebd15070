package bfl_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"easel/engine/imagegen"
	"easel/engine/imagegen/bfl"
	. "easel/engine/imagegen/imagegentest"
	"easel/engine/problem"
)

// service is FLUX's: a job goes through states, one for each question.
type service struct {
	*Bench
	states  []string
	taken   http.HandlerFunc
	picture http.HandlerFunc
	asked   int
}

const pending = `{"id":"j","status":"Pending","progress":0.5}`

func serve(t testing.TB, model string, states ...string) *service {
	s := &service{states: states, picture: func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(Picture(1)) }}
	s.taken = func(w http.ResponseWriter, r *http.Request) {
		JSON(200, `{"id":"j","polling_url":"`+s.URL+`/v1/get_result?id=j","cost":4.5,"input_mp":0,"output_mp":1.98}`)(w, r)
	}
	s.Bench = New(t, "bfl", model, func(o imagegen.Service) imagegen.ImageGenerator { return bfl.New(o) }, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, "/out"):
			s.picture(w, r)
		case r.Header.Get("X-Key") != Canary:
			JSON(403, `{"detail":"Not authenticated - Invalid Authentication"}`)(w, r)
		case r.Method == http.MethodPost:
			s.taken(w, r)
		default:
			state := s.states[min(s.asked, len(s.states)-1)]
			s.asked++
			if state == "" {
				Dies(w, r)
				return
			}
			JSON(200, strings.ReplaceAll(state, "OUT", s.URL+"/out"))(w, r)
		}
	})
	return s
}

const ready = `{"id":"j","status":"Ready","result":{"sample":"OUT","seed":7}}`

func TestAJobFromItsStateToItsPicture(t *testing.T) {
	s := serve(t, "flux-2-flex", `{"status":"Pending"}`, pending, ready)
	r := Want()
	r.Width, r.Height, r.References = 1344, 768, []imagegen.Reference{{Data: Picture(8)}, {Data: Picture(9)}}
	r.Own = map[string]string{"format": "jpeg", "safety": "0", "steps": "20", "guidance": "3.5"}
	m := s.Generate(t.Context(), r)
	if m.Err != nil || !slices.Equal(m.Order, []string{"sending", "accepted", "progress", "bytes", "done"}) || m.JobID != s.URL+"/v1/get_result?id=j" {
		t.Fatalf("got %+v", m)
	}
	if string(m.Bytes[0].Data) != string(Picture(1)) || m.Bytes[0].Seed != 7 || m.Done.CostUSD == nil || *m.Done.CostUSD != 0.045 || *m.Bytes[0].CostUSD != 0.045 {
		t.Errorf("got %+v, %+v", m.Bytes, m.Done)
	}
	if !slices.Equal(m.Parts, []float64{-1, 0.5}) {
		t.Errorf("it was %v far", m.Parts)
	}
	fields := s.Asked()[0].Fields
	if s.Asked()[0].Path != "/v1/flux-2-flex" || fields["width"] != 1344.0 || fields["output_format"] != "jpeg" || fields["safety_tolerance"] != 0.0 ||
		fields["steps"] != 20.0 || fields["guidance"] != 3.5 || fields["seed"] != 7.0 || fields["input_image"] == nil || fields["input_image_2"] == nil {
		t.Errorf("asked for %v", fields)
	}
}

func TestAModelThatTakesARatio(t *testing.T) {
	s := serve(t, "flux-kontext-pro", ready)
	r := Want()
	r.Width, r.Height = 1392, 752
	if m := s.Generate(t.Context(), r); m.Err != nil {
		t.Fatal(m.Err)
	}
	want := map[string]any{"prompt": "a beach sunset", "aspect_ratio": "16:9", "seed": 7, "output_format": "png"}
	if fields := s.Asked()[0].Fields; fmt.Sprint(fields) != fmt.Sprint(want) {
		t.Errorf("asked for %v", fields)
	}
}

func TestWhatFLUXDoesNotTakeIsNotSent(t *testing.T) {
	for says, change := range map[string]func(*imagegen.Request){
		"does not paint 1000x1000":   func(r *imagegen.Request) { r.Width, r.Height = 1000, 1000 },
		"does not paint 4096x4096":   func(r *imagegen.Request) { r.Width, r.Height = 4096, 4096 },
		"\"6\" is no safety":         func(r *imagegen.Request) { r.Own = map[string]string{"safety": "6"} },
		"no setting \"steps\"":       func(r *imagegen.Request) { r.Own = map[string]string{"steps": "20"} },
		"starts from 8 pictures at":  func(r *imagegen.Request) { r.References = make([]imagegen.Reference, 9) },
		"not PNG, JPEG or WebP":      func(r *imagegen.Request) { r.References = []imagegen.Reference{{Data: []byte("BM")}} },
		"There is no prompt":         func(r *imagegen.Request) { r.Prompt.Text = "" },
		"paints one picture at a ti": func(r *imagegen.Request) { r.Count = 2 },
	} {
		s := serve(t, "flux-2-pro", ready)
		r := Want()
		change(&r)
		m := s.Generate(t.Context(), r)
		IsProblem(t, m.Err, problem.Usage, says)
		if len(s.Asked()) > 0 {
			t.Errorf("%s: asked %q", says, s.Calls())
		}
	}
}

func TestARequestThatIsTurnedDown(t *testing.T) {
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		kind   problem.Kind
		says   string
	}{
		"a wrong key":   {JSON(403, `{"detail":"Not authenticated - Invalid Authentication"}`), problem.NotConfigured, "does not allow this: Not authenticated"},
		"no credit":     {JSON(402, `{"detail":"Insufficient credits"}`), problem.NotConfigured, "no credit left"},
		"too many":      {JSON(429, `{"detail":"Too many active tasks"}`), problem.Failed, "asked too often"},
		"a wrong field": {JSON(422, `{"detail":[{"loc":["body","width"],"msg":"Input should be a multiple of 16","type":"multiple_of"}]}`), problem.Failed, "multiple of 16"},
		"malformed":     {JSON(200, `[`), problem.Failed, "cannot be read"},
		"no address":    {JSON(200, `{}`), problem.Failed, "did not say where"},
		"a fault":       {JSON(500, `{}`), problem.Failed, "500"},
		"it dies":       {Dies, problem.Failed, "broke off"},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, "flux-2-pro", ready)
			s.taken = c.answer
			m := s.Generate(t.Context(), Want())
			IsProblem(t, m.Err, c.kind, c.says)
			if !slices.Equal(m.Order, []string{"sending", "error"}) || errors.Is(m.Err, imagegen.ErrGoesOn) {
				t.Errorf("got %v, %v", m.Order, m.Err)
			}
		})
	}
}

func TestAJobThatFails(t *testing.T) {
	for name, c := range map[string]struct {
		state string
		kind  problem.Kind
		says  string
	}{
		"the prompt is refused":  {`{"status":"Request Moderated","details":{"Moderation Reasons":["Violence","\u001b[1mGore"]}}`, problem.Refused, "the prompt, Violence, Gore"},
		"the picture is refused": {`{"status":"Content Moderated","details":"?"}`, problem.Refused, "the picture that came of it"},
		"a fault":                {`{"status":"Error"}`, problem.Failed, "could not paint this"},
		"forgotten":              {`{"status":"Task not found"}`, problem.Failed, "no longer knows this job. Its pictures are kept for 10 minutes"},
		"without a picture":      {`{"status":"Ready","result":{}}`, problem.Failed, "finished without a picture"},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, "flux-2-pro", pending, c.state)
			m := s.Generate(t.Context(), Want())
			IsProblem(t, m.Err, c.kind, c.says)
			if errors.Is(m.Err, imagegen.ErrGoesOn) || c.kind == problem.Refused && problem.ExitCode(m.Err) != 3 {
				t.Errorf("got %v", m.Err)
			}
		})
	}
}

// It cannot be cancelled, so a job that nobody waits for is left and found.
func TestStoppingAndTakingUp(t *testing.T) {
	s := serve(t, "flux-2-pro", pending, pending, "", "", ready)
	ctx, stop := context.WithCancel(t.Context())
	s.OnWait = func(int) { stop() }
	m := s.Generate(ctx, Want())
	IsProblem(t, m.Err, problem.Interrupted, "Stopped waiting")
	if !errors.Is(m.Err, imagegen.ErrGoesOn) {
		t.Error("the paid job is given up")
	}
	r := Want()
	r.Resume, s.OnWait = m.JobID, nil
	again := s.Generate(t.Context(), r)
	if again.Err != nil || !slices.Equal(again.Order, []string{"progress", "bytes", "done"}) || again.Done.CostUSD != nil {
		t.Errorf("taken up: %+v", again)
	}
	if !slices.Contains(again.Says, "Black Forest Labs does not answer, asking again") {
		t.Errorf("it said %q", again.Says)
	}
	expired := serve(t, "flux-2-pro", ready)
	expired.picture = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) }
	r.Resume = expired.URL + "/v1/get_result?id=j"
	late := expired.Generate(t.Context(), r)
	IsProblem(t, late.Err, problem.Failed, "It keeps them for 10 minutes")
}

// A job is asked after where the server says, with the key, in its own domain
// and nowhere else.
func TestWhereAJobIsAskedAfter(t *testing.T) {
	var hosts []string
	at := "https://api.eu9.bfl.ai/v1/get_result?id=j"
	s := serve(t, "flux-2-pro", `{"status":"Request Moderated"}`)
	s.taken = func(w http.ResponseWriter, r *http.Request) {
		JSON(200, `{"id":"j","polling_url":"`+at+`"}`)(w, r)
	}
	s.Hosts = func(r *http.Request) { hosts = append(hosts, r.URL.Host) }
	m := s.Generate(t.Context(), Want())
	IsProblem(t, m.Err, problem.Refused, "refused this")
	if m.JobID != at || hosts[1] != "api.eu9.bfl.ai" {
		t.Errorf("asked at %q", hosts)
	}
	for _, bad := range []string{"https://bfl.ai.example.org/x", "http://api.eu9.bfl.ai/x", "https://notbfl.ai/x", "https://me@api.bfl.ai/x", "::", "file:///etc/passwd"} {
		at, hosts = bad, nil
		m := s.Generate(t.Context(), Want())
		IsProblem(t, m.Err, problem.Failed, "not its own")
		if len(hosts) != 1 {
			t.Errorf("%s: asked at %q", bad, hosts)
		}
	}
	s.taken = JSON(200, `{"id":"a b"}`)
	if m := s.Generate(t.Context(), Want()); m.JobID != s.URL+"/v1/get_result?id=a+b" {
		t.Errorf("without an address it is %q", m.JobID)
	}
}

func TestEstimates(t *testing.T) {
	for _, c := range []struct {
		model         string
		width, height int
		references    int
		want          string
	}{
		{"flux-2-pro", 1024, 1024, 0, "about $0.03"}, {"flux-2-pro", 2048, 2048, 0, "about $0.075"}, {"flux-2-pro", 1024, 1024, 1, "$0.03 to $0.09"},
		{"flux-pro-1.1", 1024, 1024, 0, "about $0.04"}, {"flux-2-max", 1024, 1024, 0, "about $0.07"},
	} {
		r := Want()
		r.Width, r.Height, r.References = c.width, c.height, make([]imagegen.Reference, c.references)
		if got := serve(t, c.model, ready).By.(imagegen.Priced).Estimate(r).String(); got != c.want {
			t.Errorf("%s %dx%d: %s, want %s", c.model, c.width, c.height, got, c.want)
		}
	}
	s := serve(t, "flux-2-pro", pending, ready)
	_ = s.Generate(t.Context(), Want())
	if waits := s.Waits(); len(waits) != 1 || waits[0] < time.Second/2 {
		t.Errorf("it waited %v", waits)
	}
}
