package runway_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	. "easel/engine/imagegen/imagegentest"
	"easel/engine/imagegen/runway"
	"easel/engine/problem"
)

// service is Runway: a task goes through states, one for each question.
type service struct {
	*Bench
	states  []string // JSON of each; the last one stays
	taken   http.HandlerFunc
	picture http.HandlerFunc
	asked   int
	deleted int
}

const begun, taken = `{"id":"task-1","status":"RUNNING","progress":0.25}`, `{"id":"task-1"}`

func serve(t testing.TB, model string, states ...string) *service {
	s := &service{states: states, taken: JSON(200, taken), picture: func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write(Picture(int(r.URL.Path[len(r.URL.Path)-1] - '0')))
	}}
	s.Bench = New(t, "runway", model, func(o imagegen.Service) imagegen.ImageGenerator { return runway.New(o) }, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, "/out/"):
			s.picture(w, r)
		case r.Header.Get("X-Runway-Version") != "2024-11-06" || r.Header.Get("Authorization") != "Bearer "+Canary:
			JSON(401, `{"error":"The provided API key is not valid: `+Canary+`"}`)(w, r)
		case r.Method == http.MethodDelete:
			s.deleted++
			w.WriteHeader(http.StatusNoContent)
		case r.Method == http.MethodPost:
			s.taken(w, r)
		default:
			state := s.states[min(s.asked, len(s.states)-1)]
			s.asked++
			if state == "" {
				Dies(w, r)
				return
			}
			JSON(200, strings.ReplaceAll(state, "OUT", s.URL+"/out/"))(w, r)
		}
	})
	return s
}

func TestATaskFromItsStateToItsPicture(t *testing.T) {
	s := serve(t, "gen4_image", `{"status":"PENDING"}`, `{"status":"THROTTLED"}`, begun, `{"status":"RUNNING","progress":0.5}`, `{"status":"SUCCEEDED","output":["OUT1"]}`)
	r := Want()
	r.Width, r.Height, r.Own = 1920, 1080, map[string]string{"public_figures": "low"}
	m := s.Generate(t.Context(), r)
	if m.Err != nil || !slices.Equal(m.Order, []string{"sending", "accepted", "progress", "bytes", "done"}) || m.JobID != "task-1" {
		t.Fatalf("got %+v", m)
	}
	if !slices.Equal(m.Says, []string{"waiting to begin", "waiting for your other tasks", ""}) || !slices.Equal(m.Parts, []float64{-1, -1, 0.25, 0.5}) {
		t.Errorf("it said %q, %v", m.Says, m.Parts)
	}
	if string(m.Bytes[0].Data) != string(Picture(1)) || m.Bytes[0].Seed != 7 || m.Done.CostUSD != nil {
		t.Errorf("got %+v", m.Bytes)
	}
	for _, d := range s.Waits() {
		if d < 5*time.Second {
			t.Errorf("it asked again after %v", d)
		}
	}
	want := map[string]any{"model": "gen4_image", "promptText": "a beach sunset", "ratio": "1920:1080", "seed": 7.0, "contentModeration": map[string]any{"publicFigureThreshold": "low"}}
	if first := s.Asked()[0]; fmt.Sprint(first.Fields) != fmt.Sprint(want) {
		t.Errorf("asked for %v", first.Fields)
	}
	if calls := s.Calls(); !slices.Equal(calls, []string{"POST /v1/text_to_image", "GET /v1/tasks/task-1", "GET /out/1"}) {
		t.Errorf("asked %q", calls)
	}
}

func TestReferencesAndSeveralPictures(t *testing.T) {
	s := serve(t, "gpt_image_2", `{"status":"SUCCEEDED","output":["OUT1","OUT2"]}`)
	r := Want()
	r.Count, r.Quality, r.References = 2, "low", []imagegen.Reference{{Data: Picture(8)}, {Data: []byte("\xff\xd8\xff.")}}
	m := s.Generate(t.Context(), r)
	if m.Err != nil || len(m.Bytes) != 2 || m.Bytes[1].Index != 1 || string(m.Bytes[1].Data) != string(Picture(2)) {
		t.Fatalf("got %+v", m)
	}
	fields := s.Asked()[0].Fields
	references := fmt.Sprint(fields["referenceImages"])
	if fields["outputCount"] != 2.0 || fields["quality"] != "low" || fields["seed"] != nil ||
		!strings.Contains(references, "tag:picture1 uri:data:image/png;base64,iVBOR") || !strings.Contains(references, "tag:picture2 uri:data:image/jpeg;base64,") {
		t.Errorf("asked for %v", fields)
	}
}

func TestWhatRunwayDoesNotTakeIsNotSent(t *testing.T) {
	big := imagegen.Reference{Data: append(Picture(1), make([]byte, 4<<20)...)}
	for says, c := range map[string]struct {
		model  string
		change func(*imagegen.Request)
	}{
		"1002 UTF-16 units":        {"gen4_image", func(r *imagegen.Request) { r.Prompt.Text = strings.Repeat("🏖", 501) }},
		"There is no prompt":       {"gen4_image", func(r *imagegen.Request) { r.Prompt.Text = "" }},
		"does not paint 1000x1000": {"gen4_image", func(r *imagegen.Request) { r.Width, r.Height = 1000, 1000 }},
		"one picture at a time":    {"gen4_image", func(r *imagegen.Request) { r.Count = 2 }},
		"3 pictures at most":       {"gen4_image", func(r *imagegen.Request) { r.References = make([]imagegen.Reference, 4) }},
		"from a picture only":      {"gen4_image_turbo", func(*imagegen.Request) {}},
		"more than 3.9 MB":         {"gen4_image", func(r *imagegen.Request) { r.References = []imagegen.Reference{big} }},
		"no setting \"format\"":    {"gen4_image", func(r *imagegen.Request) { r.Own = map[string]string{"format": "png"} }},
	} {
		s := serve(t, c.model, begun)
		r := Want()
		c.change(&r)
		m := s.Generate(t.Context(), r)
		IsProblem(t, m.Err, problem.Usage, says)
		if len(s.Asked()) > 0 || m.Events != 1 {
			t.Errorf("%s: asked %q", says, s.Calls())
		}
	}
	s := serve(t, "gen4_image", `{"status":"SUCCEEDED","output":["OUT1"]}`)
	r := Want()
	r.Prompt.Text = strings.Repeat("🏖", 500)
	if m := s.Generate(t.Context(), r); m.Err != nil {
		t.Errorf("1000 units: %v", m.Err)
	}
}

func TestARequestThatIsTurnedDown(t *testing.T) {
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		kind   problem.Kind
		says   string
	}{
		"a wrong key":   {JSON(401, `{"error":"The provided API key is not valid: `+Canary+`"}`), problem.NotConfigured, "does not accept the key"},
		"no credit":     {JSON(400, `{"error":"You do not have enough credits to run this task."}`), problem.NotConfigured, "no credit left"},
		"a day's limit": {JSON(429, `{"error":"Daily task limit reached"}`), problem.Failed, "asked too often"},
		"a wrong field": {JSON(400, `{"error":"Validation of body failed","issues":[{"path":["ratio"]}]}`), problem.Failed, "Validation of body failed"},
		"shedding load": {JSON(503, `{"error":"overloaded"}`), problem.Failed, "not ready"},
		"malformed":     {JSON(200, `{"id":`), problem.Failed, "cannot be read"},
		"no id":         {JSON(200, `{}`), problem.Failed, "did not say under which id"},
		"a page":        {JSON(200, `<html>`), problem.Failed, "web page"},
		"it dies":       {Dies, problem.Failed, "broke off"},
		"escapes":       {JSON(400, `{"error":"\u001b]0;owned\u0007 no"}`), problem.Failed, "no"},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, "gen4_image", begun)
			s.taken = c.answer
			m := s.Generate(t.Context(), Want())
			IsProblem(t, m.Err, c.kind, c.says)
			if !slices.Equal(m.Order, []string{"sending", "error"}) || errors.Is(m.Err, imagegen.ErrGoesOn) {
				t.Errorf("got %v, %v", m.Order, m.Err)
			}
		})
	}
}

func TestATaskThatFails(t *testing.T) {
	for name, c := range map[string]struct {
		state string
		kind  problem.Kind
		says  string
	}{
		"refused before":   {`{"status":"FAILED","failureCode":"SAFETY.INPUT.TEXT","failure":"Not \u001b[31mallowed."}`, problem.Refused, "refused this: Not allowed"},
		"refused after":    {`{"status":"FAILED","failureCode":"SAFETY.OUTPUT.IMAGE"}`, problem.Refused, "refused this"},
		"refused by other": {`{"status":"FAILED","failureCode":"INPUT_PREPROCESSING.SAFETY.THIRD_PARTY"}`, problem.Refused, "refused this"},
		"a bad picture":    {`{"status":"FAILED","failureCode":"ASSET.INVALID","failure":"Too small"}`, problem.Failed, "Too small"},
		"its own fault":    {`{"status":"FAILED","failureCode":"INTERNAL.BAD_OUTPUT.CODE01"}`, problem.Failed, "could not paint this"},
		"cancelled there":  {`{"status":"CANCELLED"}`, problem.Interrupted, "cancelled at Runway"},
		"without pictures": {`{"status":"SUCCEEDED","output":[]}`, problem.Failed, "finished without a picture"},
		"not its address":  {`{"status":"SUCCEEDED","output":["http://10.0.0.1/x"]}`, problem.Failed, "not safe to open"},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, "gen4_image", begun, c.state)
			m := s.Generate(t.Context(), Want())
			IsProblem(t, m.Err, c.kind, c.says)
			if errors.Is(m.Err, imagegen.ErrGoesOn) != (name == "not its address") || s.deleted > 0 {
				t.Errorf("got %v", m.Err)
			}
		})
	}
}

// A task that waits is taken back; one that has begun is paid for and left.
func TestStoppingInEachState(t *testing.T) {
	for state, back := range map[string]bool{
		`{"status":"PENDING"}`: true, `{"status":"THROTTLED"}`: true, begun: false,
		`{"status":"SUCCEEDED","output":["OUT1"]}`: false, `{"status":"SOMETHING_NEW"}`: false,
	} {
		s := serve(t, "gen4_image", `{"status":"PENDING"}`, state)
		ctx, stop := context.WithCancel(t.Context())
		s.OnWait = func(int) { stop() }
		m := s.Generate(ctx, Want())
		IsProblem(t, m.Err, problem.Interrupted, "Stopped")
		if (s.deleted == 1) != back || errors.Is(m.Err, imagegen.ErrGoesOn) == back || len(m.Bytes) > 0 {
			t.Errorf("%s: deleted %d times, %v", state, s.deleted, m.Err)
		}
	}
	leaving := serve(t, "gen4_image", `{"status":"PENDING"}`)
	ctx, leave := context.WithCancelCause(t.Context())
	leaving.OnWait = func(int) { leave(imagegen.ErrLeaving) }
	if m := leaving.Generate(ctx, Want()); !errors.Is(m.Err, imagegen.ErrGoesOn) || leaving.deleted > 0 {
		t.Errorf("leaving: deleted %d times, %v", leaving.deleted, m.Err)
	}
	s := serve(t, "gen4_image", begun)
	for e := range s.By.Generate(t.Context(), Want()) {
		if _, is := e.(imagegen.Progress); is {
			break // nobody listens any more
		}
	}
	if s.deleted > 0 {
		t.Error("a task that has begun was taken back")
	}
}

func TestAServerThatGoesAwayAndComesBack(t *testing.T) {
	s := serve(t, "gen4_image", begun, "", "", "not json", `{"status":"SUCCEEDED","output":["OUT1"]}`)
	s.OnWait = func(n int) { s.Down.Store(n >= 1 && n < 8) }
	m := s.Generate(t.Context(), Want())
	if !errors.Is(m.Err, imagegen.ErrGoesOn) || !slices.Contains(m.Says, "Runway does not answer, asking again") {
		t.Fatalf("got %+v", m)
	}
	IsProblem(t, m.Err, problem.Failed, "cannot be read", "The job goes on there")
	r := Want()
	r.Resume = m.JobID
	again := s.Generate(t.Context(), r)
	if again.Err != nil || !slices.Equal(again.Order, []string{"bytes", "done"}) {
		t.Fatalf("taken up: %+v", again)
	}
	posts := 0
	for _, a := range s.Asked() {
		if a.Method == http.MethodPost {
			posts++
		}
	}
	if posts != 1 {
		t.Errorf("it was sent %d times", posts)
	}
}

func TestAServerThatStaysAway(t *testing.T) {
	s := serve(t, "gen4_image", begun)
	s.OnWait = func(int) { s.Down.Store(true) }
	m := s.Generate(t.Context(), Want())
	IsProblem(t, m.Err, problem.NotConfigured, "Nothing answers")
	total := time.Duration(0)
	for _, d := range s.Waits() {
		total += d
	}
	if !errors.Is(m.Err, imagegen.ErrGoesOn) || total < 2*time.Minute || total > 6*time.Minute {
		t.Errorf("after %v: %v", total, m.Err)
	}
}

func TestAKeyThatIsTakenAwayMeanwhile(t *testing.T) {
	s := serve(t, "gen4_image", begun)
	s.Hosts = func(r *http.Request) {
		if r.Method == http.MethodGet {
			r.Header.Set("Authorization", "Bearer other")
		}
	}
	m := s.Generate(t.Context(), Want())
	IsProblem(t, m.Err, problem.NotConfigured, "does not accept the key")
	if !errors.Is(m.Err, imagegen.ErrGoesOn) {
		t.Error("the paid task is given up")
	}
}

func TestPicturesThatAreNotWhatTheyShouldBe(t *testing.T) {
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		says   string
		goesOn bool
		kept   bool
	}{
		"expired":    {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) }, "no longer at Runway. It keeps them for a day", false, false},
		"gone":       {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) }, "no longer at Runway", false, false},
		"no picture": {func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "GIF89a") }, "no PNG, JPEG or WebP", false, true},
		"a fault":    {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) }, "fault of its own", true, false},
		"elsewhere": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://10.0.0.1/", http.StatusFound)
		}, "not safe to open", true, false},
		"nothing at all": {func(http.ResponseWriter, *http.Request) {}, "no PNG, JPEG or WebP", false, true},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, "gen4_image", `{"status":"SUCCEEDED","output":["OUT1"]}`)
			s.picture = c.answer
			m := s.Generate(t.Context(), Want())
			IsProblem(t, m.Err, problem.Failed, c.says)
			if errors.Is(m.Err, imagegen.ErrGoesOn) != c.goesOn || (len(s.Left(m)) > 0) != c.kept {
				t.Errorf("got %v, left %q", m.Err, s.Left(m))
			}
		})
	}
}

func TestAPictureThatComesAtTheSecondTry(t *testing.T) {
	s := serve(t, "gen4_image", `{"status":"SUCCEEDED","output":["OUT1"]}`)
	whole, tries := s.picture, 0
	s.picture = func(w http.ResponseWriter, r *http.Request) {
		if tries++; tries < 3 {
			Dies(w, r)
			return
		}
		whole(w, r)
	}
	if m := s.Generate(t.Context(), Want()); m.Err != nil || len(m.Bytes) != 1 {
		t.Errorf("got %+v", m)
	}
}

func TestATaskThatRunwayHasForgotten(t *testing.T) {
	s := serve(t, "gen4_image", begun)
	s.Hosts = func(r *http.Request) { r.URL.Path = strings.Replace(r.URL.Path, "/v1/tasks", "/out/tasks", 1) }
	s.picture = JSON(404, `{"error":"Not found"}`)
	r := Want()
	r.Resume = "task-9"
	m := s.Generate(t.Context(), r)
	IsProblem(t, m.Err, problem.Failed, "no longer knows this job")
	if errors.Is(m.Err, imagegen.ErrGoesOn) {
		t.Error("it would be asked for again and again")
	}
}

func TestEstimates(t *testing.T) {
	for _, c := range []struct {
		model         string
		width, height int
		references    int
		want          string
	}{
		{"gen4_image", 1280, 720, 0, "about $0.05"}, {"gen4_image", 1920, 1080, 3, "about $0.08"}, {"gen4_image", 1024, 1024, 0, "$0.05 to $0.08"},
		{"gen4_image_turbo", 1280, 720, 1, "about $0.02"}, {"gpt_image_2", 1024, 1024, 0, "price unknown"},
	} {
		r := Want()
		r.Width, r.Height, r.References = c.width, c.height, make([]imagegen.Reference, c.references)
		by := serve(t, c.model, begun).By.(imagegen.Priced)
		if got := by.Estimate(r).String(); got != c.want {
			t.Errorf("%s %dx%d: %s, want %s", c.model, c.width, c.height, got, c.want)
		}
	}
	book := catalog.NewBook()
	p, _ := book.Profile("runway")
	if ids := book.ImageModels(p, time.Now()); !slices.Contains(ids, "gen4_image") || !maps.Equal(p.ImageWire.Header, map[string]string{"X-Runway-Version": "2024-11-06"}) {
		t.Errorf("the catalog has %v, %v", ids, p.ImageWire.Header)
	}
}
