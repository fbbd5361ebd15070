package openai_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"

	"easel/engine/imagegen"
	"easel/engine/imagegen/imagegentest"
	"easel/engine/problem"
	"easel/engine/wire"
)

func TestRefusals(t *testing.T) {
	for says, c := range map[string]struct {
		profile, model string
		answer         http.HandlerFunc
		words          []string
	}{
		"moderation": {"openai", "gpt-image-2", answering(400, `{"error":{"message":"Your request was rejected by the safety system.","type":"image_generation_user_error","param":null,"code":"moderation_blocked"}}`),
			[]string{"OpenAI", "rejected by the safety system"}},
		"an older word": {"openai", "dall-e-3", answering(400, `{"error":{"message":"Not allowed by the policy.","type":"invalid_request_error","code":"content_policy_violation"}}`),
			[]string{"Not allowed by the policy"}},
		"in the stream": {"openai", "gpt-image-2", streaming("event: error\ndata: {\"type\":\"error\",\"error\":{\"code\":\"moderation_blocked\",\"message\":\"No such pictures.\"}}\n\n"),
			[]string{"No such pictures"}},
		"silently": {"xai", "grok-imagine-image-2.0", answering(200, `{"data":[]}`), []string{"xAI", "no picture"}},
	} {
		b := newBench(t, c.profile, c.model, wire.Limits{}, c.answer)
		m := b.generate(t.Context(), want())
		imagegentest.IsProblem(t, m.Err, problem.Refused, c.words...)
		if problem.ExitCode(m.Err) != 3 || !slices.Equal(m.Order, []string{"sending", "error"}) || len(b.requests()) != 1 {
			t.Errorf("%s: got %v, asked %d times", says, m.Order, len(b.requests()))
		}
	}
}

func TestFailures(t *testing.T) {
	echo := `{"error":{"message":"Incorrect API key provided: ` + canary + `.","type":"invalid_request_error","code":"invalid_api_key"}}`
	for says, c := range map[string]struct {
		answer http.HandlerFunc
		kind   problem.Kind
		asked  int
		words  []string
	}{
		"the key is echoed": {answering(401, echo), problem.NotConfigured, 1, []string{"key"}},
		"not verified":      {answering(403, `{"error":{"message":"Your organization must be verified to use the model"}}`), problem.NotConfigured, 1, []string{"verified"}},
		"no such model":     {answering(404, `{"error":{"code":"model_not_found","message":"The model does not exist"}}`), problem.NotConfigured, 1, []string{"model"}},
		"no money":          {answering(429, `{"error":{"code":"insufficient_quota","message":"You exceeded your current quota"}}`), problem.NotConfigured, 1, []string{"credit"}},
		"too often":         {answering(429, `{"error":{"code":"rate_limit_exceeded","message":"Slow down"}}`), problem.Failed, 4, []string{"too often"}},
		"a fault of theirs": {answering(500, `{"error":{"message":"oops"}}`), problem.Failed, 1, []string{"500"}},
		"a page":            {func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html>"+canary) }, problem.Failed, 1, []string{"web page"}},
		"no JSON":           {answering(200, "hello "+canary), problem.Failed, 1, nil},
		"another JSON":      {answering(200, `{"data":"`+canary+`"}`), problem.Failed, 1, []string{"cannot be read"}},
		"no picture":        {answering(200, `{"data":[]}`), problem.Failed, 1, []string{"without a picture"}},
		"an empty picture":  {answering(200, `{"data":[{"b64_json":""}]}`), problem.Failed, 1, []string{"without a picture"}},
		"no base64":         {answering(200, `{"data":[{"b64_json":"!!!!"}]}`), problem.Failed, 1, nil},
		"nested":            {answering(200, strings.Repeat("[", 200_000)), problem.Failed, 1, nil},
		"escapes":           {answering(400, `{"error":{"message":"\u001b]0;owned\u0007 \u009b31m no"}}`), problem.Failed, 1, []string{"no"}},
		"nothing at all":    {answering(200, ""), problem.Failed, 1, nil},
		"redirected": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://127.0.0.1:1/", http.StatusTemporaryRedirect)
		}, problem.NotConfigured, 1, nil},
		"a size it will not do": {answering(400, `{"error":{"message":"Invalid size","param":"size"}}`), problem.Failed, 1, []string{"Invalid size"}},
	} {
		b := newBench(t, "openai", "gpt-image-2", wire.Limits{}, c.answer)
		r := want()
		r.Partials = 1
		m := b.generate(t.Context(), r)
		imagegentest.IsProblem(t, m.Err, c.kind, c.words...)
		if !slices.Equal(m.Order, []string{"sending", "error"}) || len(b.requests()) != c.asked {
			t.Errorf("%s: got %v, asked %d times, %v", says, m.Order, len(b.requests()), m.Err)
		}
		if left := b.left(); len(left) > 0 {
			t.Errorf("%s: files were left: %q", says, left)
		}
	}
}

// What a server refuses and nobody asked for is left out, once, and from then on.
func TestAFieldThatIsRefused(t *testing.T) {
	refusal := func(field string) http.HandlerFunc {
		return answering(400, fmt.Sprintf(`{"error":{"message":"Unknown parameter: '%s'.","type":"invalid_request_error","param":%[1]q,"code":"unknown_parameter"}}`, field))
	}
	picture := answering(200, fmt.Sprintf(`{"data":[{"b64_json":%q}]}`, b64(1)))
	for _, c := range []struct{ profile, model, field string }{
		{"localai", "flux", "response_format"}, {"openai", "gpt-image-2", "stream"}, {"openai", "gpt-image-2", "partial_images"},
	} {
		b := newBench(t, c.profile, c.model, wire.Limits{}, refusal(c.field), picture)
		r := want()
		r.Partials = 2
		for range 2 {
			if m := b.generate(t.Context(), r); m.Err != nil || !slices.Equal(m.Order, []string{"sending", "bytes", "done"}) {
				t.Errorf("%s: got %v, %v", c.field, m.Order, m.Err)
			}
		}
		asked := b.requests()
		if len(asked) != 3 {
			t.Fatalf("%s: asked %d times", c.field, len(asked))
		}
		for i, a := range asked {
			if _, there := a.fields[c.field]; there != (i == 0) {
				t.Errorf("request %d has the field %s: %v", i, c.field, there)
			}
		}
	}
	always := newBench(t, "openai", "gpt-image-2", wire.Limits{}, refusal("stream"))
	r := want()
	r.Partials = 2
	if m := always.generate(t.Context(), r); len(always.requests()) != 2 || m.Err == nil {
		t.Errorf("a server that always refuses was asked %d times, %v", len(always.requests()), m.Err)
	}
	asked := newBench(t, "openai", "gpt-image-2", wire.Limits{}, refusal("quality"), picture)
	r.Quality = "high"
	m := asked.generate(t.Context(), r)
	imagegentest.IsProblem(t, m.Err, problem.Failed, "quality") // a person asked for it and must know
}

// Cut at every byte: what was whole before is kept, and nothing else is made up.
func TestAnswersThatAreCutAnywhere(t *testing.T) {
	short := func(n int) string { return "PNG" + string(rune('0'+n)) } // each file waits for the disk
	b64 := func(n int) string { return base64.StdEncoding.EncodeToString([]byte(short(n))) }
	stream := fmt.Sprintf("event: image_generation.partial_image\ndata: {\"type\":\"image_generation.partial_image\",\"b64_json\":%q}\n\n"+
		"event: image_generation.completed\ndata: {\"type\":\"image_generation.completed\",\"b64_json\":%q,%s}\n\n", b64(1), b64(2), usage)
	whole := fmt.Sprintf(`{"data":[{"b64_json":%q},{"b64_json":%q}],%s}`, b64(1), b64(2), usage)
	for _, body := range []string{stream, whole} {
		at := 0
		b := newBench(t, "openai", "gpt-image-2", wire.Limits{}, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", fmt.Sprint(len(body)))
			_, _ = io.WriteString(w, body[:at])
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		})
		r := want()
		r.Partials = 1
		if body == whole {
			r.Partials, r.Count = 0, 2
		}
		for at = range len(body) {
			m := b.generate(t.Context(), r)
			if m.Err == nil && len(m.Bytes) == 0 {
				t.Fatalf("cut at %d: neither a picture nor an error: %v", at, m.Order)
			}
			if m.Err != nil {
				imagegentest.IsProblem(t, m.Err, problem.Failed)
			}
			for i, e := range m.Bytes {
				n := i + 1
				if body == stream {
					n = 2
				}
				if string(e.Data) != short(n) {
					t.Fatalf("cut at %d: a picture that is not whole", at)
				}
			}
			if first := strings.Index(body, b64(1)) + len(b64(1)); body == whole && at > first && len(m.Bytes) == 0 {
				t.Fatalf("cut at %d: the first picture was there and is lost", at)
			}
			if left := b.left(); len(left) > 0 {
				t.Fatalf("cut at %d: files were left: %q", at, left)
			}
		}
	}
}

func TestStopping(t *testing.T) {
	arrived, gone := make(chan struct{}), make(chan struct{})
	b := newBench(t, "openai", "gpt-image-2", wire.Limits{}, func(w http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-r.Context().Done()
		close(gone)
	})
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-arrived
		cancel()
	}()
	m := b.generate(ctx, want())
	imagegentest.IsProblem(t, m.Err, problem.Interrupted)
	<-gone
}

func TestNobodyListens(t *testing.T) {
	b := newBench(t, "openai", "gpt-image-2", wire.Limits{}, answering(200, fmt.Sprintf(`{"data":[{"b64_json":%q}]}`, b64(1))))
	for range b.g.Generate(t.Context(), want()) {
		break
	}
	if len(b.requests()) > 0 {
		t.Error("it was sent after all")
	}
	for e := range b.g.Generate(t.Context(), want()) {
		if _, ok := e.(imagegen.Bytes); ok {
			break
		}
	}
	if left := b.left(); len(left) != 1 {
		t.Errorf("the picture that was paid for is not there: %q", left)
	}
}

func TestMemoryIsBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: two gigabytes are sent")
	}
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	for says, before := range map[string]string{
		"a picture without an end": `{"data":[{"b64_json":"`,
		"a text without an end":    `{"data":[{"revised_prompt":"`,
		"an event without an end":  "event: image_generation.completed\ndata: {\"b64_json\":\"",
		"a name without an end":    `{"`,
	} {
		most := make(chan uint64, 1)
		piece := []byte(strings.Repeat("A", 64<<10))
		b := newBench(t, "openai", "gpt-image-2", wire.Limits{Picture: 32 << 20}, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			_, err := io.WriteString(w, before)
			peak := uint64(0)
			for i := 0; i < 512<<20/len(piece) && err == nil; i++ {
				_, err = w.Write(piece)
				if i%64 == 0 {
					peak = max(peak, heap())
				}
			}
			most <- peak
		})
		runtime.GC()
		start := heap()
		m := b.generate(t.Context(), want())
		imagegentest.IsProblem(t, m.Err, problem.Failed, "larger")
		if peak := <-most; peak > start+64<<20 {
			t.Errorf("%s: %d MiB were held", says, (peak-start)>>20)
		}
		if left := b.left(); len(left) > 0 {
			t.Errorf("%s: files were left: %q", says, left)
		}
	}
}

// It was paid for, so it stays on the disk and the person is told where.
func TestAPictureThatIsTooLargeToOpen(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: 88 MiB are sent")
	}
	b := newBench(t, "openai", "gpt-image-2", wire.Limits{}, func(w http.ResponseWriter, _ *http.Request) {
		piece := strings.Repeat("A", 64<<10)
		_, _ = io.WriteString(w, `{"data":[{"b64_json":"`)
		for range 88 << 20 / len(piece) {
			_, _ = io.WriteString(w, piece)
		}
		_, _ = io.WriteString(w, `"}]}`)
	})
	m := b.generate(t.Context(), want())
	imagegentest.IsProblem(t, m.Err, problem.Failed, "66 MiB", b.folder)
	if left, err := os.ReadDir(b.folder); err != nil || len(left) != 1 {
		t.Errorf("left are %v, %v", left, err)
	}
}

func TestPicturesThatComeAsAddresses(t *testing.T) {
	var own string
	b := newBench(t, "localai", "flux", wire.Limits{}, func(w http.ResponseWriter, r *http.Request) {
		own = "http://" + r.Host
		fmt.Fprintf(w, `{"data":[{"url":"%s/generated-images/1.png"},{"url":"data:image/png;base64,%s"}]}`, own, b64(2))
	}, func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write(pixel(1))
	})
	r := want()
	r.Count = 2
	m := b.generate(t.Context(), r)
	if m.Err != nil || len(m.Bytes) != 2 || string(m.Bytes[0].Data) != string(pixel(1)) || string(m.Bytes[1].Data) != string(pixel(2)) {
		t.Errorf("got %v, %v", m.Order, m.Err)
	}
	if asked := b.requests(); len(asked) != 2 || asked[1].path != "/generated-images/1.png" || asked[1].header.Get("Authorization") != "" {
		t.Errorf("asked for %+v", asked)
	}
	for _, address := range []string{"http://example.org/a.png", "https://127.0.0.1:1/a.png", "https://10.0.0.1/a.png", "https://[::1]:1/", "file:///etc/passwd", "://", ""} {
		b := newBench(t, "openai", "gpt-image-2", wire.Limits{}, func(w http.ResponseWriter, r *http.Request) {
			body, _ := json.Marshal(map[string]any{"data": []map[string]string{{"url": address}}})
			_, _ = w.Write(body)
		})
		m := b.generate(t.Context(), want())
		imagegentest.IsProblem(t, m.Err, problem.Failed)
		if m.Err != nil && address != "" && strings.Contains(m.Err.Error(), "passwd") || len(m.Bytes) > 0 {
			t.Errorf("%s: %v", address, m.Err)
		}
	}
}

// A full disk: the picture that was paid for could not be kept, and that is said.
func TestAFolderThatCannotBeWritten(t *testing.T) {
	b := newBench(t, "openai", "gpt-image-2", wire.Limits{}, answering(200, fmt.Sprintf(`{"data":[{"b64_json":%q}]}`, b64(1))))
	if err := os.Remove(b.folder); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(b.folder, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	m := b.generate(t.Context(), want())
	imagegentest.IsProblem(t, m.Err, problem.Failed, "disk")
}
