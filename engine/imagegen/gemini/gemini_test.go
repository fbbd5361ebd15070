package gemini_test

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"easel/engine/imagegen"
	"easel/engine/imagegen/gemini"
	. "easel/engine/imagegen/imagegentest"
	"easel/engine/problem"
)

func serve(t testing.TB, model string, answer http.HandlerFunc) *Bench {
	return New(t, "gemini", model, func(o imagegen.Service) imagegen.ImageGenerator { return gemini.New(o) }, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Goog-Api-Key") != Canary || r.Header.Get("Authorization") != "" {
			t.Errorf("the key is not where it belongs: %v", r.Header)
		}
		answer(w, r)
	})
}

func b64(data []byte) string { return base64.StdEncoding.EncodeToString(data) }

func inline(n int) string {
	return fmt.Sprintf(`{"inlineData":{"mimeType":"image/png","data":%q}}`, b64(Picture(n)))
}

func candidate(finish string, parts ...string) string {
	return fmt.Sprintf(`{"candidates":[{"content":{"role":"model","parts":[%s]},"finishReason":%q,"index":0}]%s}`, strings.Join(parts, ","), finish, counted)
}

const counted = `,"usageMetadata":{"promptTokenCount":1300,"candidatesTokenCount":1130,"thoughtsTokenCount":100,
	"promptTokensDetails":[{"modality":"TEXT","tokenCount":10},{"modality":"IMAGE","tokenCount":1290}],
	"candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":1120}]}`

func TestAPicture(t *testing.T) {
	// a draft of its thoughts and a signature longer than any text may be
	thought := fmt.Sprintf(`{"thought":true,"inlineData":{"mimeType":"image/png","data":%q}}`, b64(Picture(1)))
	signed := fmt.Sprintf(`{"inlineData":{"mimeType":"image/png","data":%q},"thoughtSignature":%q}`, b64(Picture(3)), b64(make([]byte, 3<<20)))
	s := serve(t, "gemini-3.1-flash-image", JSON(200, candidate("STOP", thought, `{"text":"Here it is."}`, inline(2), signed)))
	r := Want()
	r.Width, r.Height, r.References = 2752, 1536, []imagegen.Reference{{Data: Picture(8)}}
	m := s.Generate(t.Context(), r)
	if m.Err != nil || !slices.Equal(m.Order, []string{"sending", "bytes", "done"}) || string(m.Bytes[0].Data) != string(Picture(3)) {
		t.Fatalf("got %+v", m)
	}
	u := m.Done.Usage
	want := (10*0.5 + 1290*0.5 + 1120*60 + 110*3) / 1e6
	if u.TextIn != 10 || u.ImageIn != 1290 || u.ImageOut != 1120 || u.TextOut != 110 || m.Done.CostUSD == nil || *m.Done.CostUSD < want-1e-9 || *m.Done.CostUSD > want+1e-9 {
		t.Errorf("counted %+v, %v, want %v", u, m.Done.CostUSD, want)
	}
	if left := s.Left(m); len(left) > 0 {
		t.Errorf("files were left: %q", left)
	}
	asked := s.Asked()[0]
	fields := fmt.Sprint(asked.Fields)
	if asked.Path != "/v1/models/gemini-3.1-flash-image:generateContent" ||
		!strings.Contains(fields, "imageConfig:map[aspectRatio:16:9 imageSize:2K]") || !strings.Contains(fields, "responseModalities:[TEXT IMAGE]") ||
		!strings.Contains(fields, "parts:[map[text:a beach sunset] map[inlineData:map[data:iVBOR") {
		t.Errorf("asked %s for %s", asked.Path, fields)
	}
}

func TestAModelWithOneResolution(t *testing.T) {
	s := serve(t, "gemini-2.5-flash-image", JSON(200, candidate("STOP", inline(1))))
	m := s.Generate(t.Context(), Want())
	if fields := fmt.Sprint(s.Asked()[0].Fields); m.Err != nil || strings.Contains(fields, "imageSize") || m.Done.CostUSD != nil {
		t.Errorf("asked for %s, %v", fields, m.Err)
	}
}

func TestRefusals(t *testing.T) {
	for name, c := range map[string]struct{ answer, says string }{
		"the prompt":        {`{"promptFeedback":{"blockReason":"PROHIBITED_CONTENT","blockReasonMessage":"Not \u001b[1mthis."}}`, "refused this: Not this"},
		"the picture":       {candidate("IMAGE_SAFETY"), "refused this"},
		"in words besides":  {candidate("SAFETY", `{"text":"I cannot paint that."}`), "refused this: I cannot paint that"},
		"somebody's own":    {candidate("IMAGE_RECITATION"), "refused this"},
		"said by the model": {`{"candidates":[{"finishReason":"BLOCKLIST","finishMessage":"A word on the list"}]}`, "A word on the list"},
	} {
		s := serve(t, "gemini-3.1-flash-image", JSON(200, c.answer))
		m := s.Generate(t.Context(), Want())
		IsProblem(t, m.Err, problem.Refused, c.says)
		if problem.ExitCode(m.Err) != 3 || !slices.Equal(m.Order, []string{"sending", "error"}) {
			t.Errorf("%s: got %+v", name, m)
		}
	}
}

func TestFailures(t *testing.T) {
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		kind   problem.Kind
		says   string
	}{
		"a wrong key":    {JSON(400, `{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}}`), problem.NotConfigured, "does not accept the key"},
		"not allowed":    {JSON(403, `{"error":{"code":403,"message":"Generative Language API has not been used","status":"PERMISSION_DENIED"}}`), problem.NotConfigured, "does not allow"},
		"no such model":  {JSON(404, `{"error":{"code":404,"message":"models/x is not found for API version v1beta","status":"NOT_FOUND"}}`), problem.NotConfigured, "does not have this model"},
		"too often":      {JSON(429, `{"error":{"code":429,"message":"Resource has been exhausted","status":"RESOURCE_EXHAUSTED"}}`), problem.Failed, "asked too often"},
		"no credit":      {JSON(402, `{"error":{"code":402,"message":"Billing is off"}}`), problem.NotConfigured, "no credit left"},
		"overloaded":     {JSON(503, `{"error":{"code":503,"message":"The model is overloaded","status":"UNAVAILABLE"}}`), problem.Failed, "not ready"},
		"a wrong field":  {JSON(400, `{"error":{"code":400,"message":"Invalid value at generation_config"}}`), problem.Failed, "Invalid value"},
		"words alone":    {JSON(200, candidate("STOP", `{"text":"A beach is "},{"text":"a strip of sand."}`)), problem.Failed, "in words instead of a picture: A beach is a strip of sand"},
		"nothing":        {JSON(200, `{}`), problem.Failed, "without a picture"},
		"no picture":     {JSON(200, candidate("NO_IMAGE")), problem.Failed, "without a picture"},
		"an empty one":   {JSON(200, candidate("STOP", `{"inlineData":{"mimeType":"image/png","data":""}}`)), problem.Failed, "without a picture"},
		"no base64":      {JSON(200, candidate("STOP", `{"inlineData":{"mimeType":"image/png","data":"!!!"}}`)), problem.Failed, "cannot be read"},
		"another shape":  {JSON(200, `{"candidates":"`+Canary+`"}`), problem.Failed, "cannot be read"},
		"nested":         {JSON(200, strings.Repeat("[", 200_000)), problem.Failed, "cannot be read"},
		"a page":         {JSON(200, `<html>`), problem.Failed, "web page"},
		"it dies":        {Dies, problem.Failed, "broke off"},
		"it ends midway": {JSON(200, `{"candidates":[{"content":{"parts":[`), problem.Failed, "cut off"},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, "gemini-3.1-flash-image", c.answer)
			m := s.Generate(t.Context(), Want())
			IsProblem(t, m.Err, c.kind, c.says)
			if left := s.Left(m); len(left) > 0 || len(m.Bytes) > 0 {
				t.Errorf("got %+v, left %q", m, left)
			}
		})
	}
}

// What was paid is not sent anew when a job is taken up that another kind of
// service has left.
func TestNoJobIsTakenUp(t *testing.T) {
	s := serve(t, "gemini-3.1-flash-image", Dies)
	r := Want()
	r.Resume = "old"
	m := s.Generate(t.Context(), r)
	IsProblem(t, m.Err, problem.Failed, "keeps no pictures")
	if !slices.Equal(m.Order, []string{"error"}) {
		t.Errorf("it was sent: %q", m.Order)
	}
}

// What came whole before a cut is paid for.
func TestAPictureBeforeTheCut(t *testing.T) {
	s := serve(t, "gemini-3.1-flash-image", JSON(200, `{"candidates":[{"content":{"parts":[`+inline(5)+`,{"thoughtSignature":"AAAA"}`))
	m := s.Generate(t.Context(), Want())
	IsProblem(t, m.Err, problem.Failed, "cut off")
	if !slices.Equal(m.Order, []string{"sending", "bytes", "error"}) || string(m.Bytes[0].Data) != string(Picture(5)) || len(s.Left(m)) > 0 {
		t.Errorf("got %+v", m)
	}
}

func TestStopping(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	s := serve(t, "gemini-3.1-flash-image", func(_ http.ResponseWriter, r *http.Request) {
		stop()
		<-r.Context().Done()
	})
	m := s.Generate(ctx, Want())
	IsProblem(t, m.Err, problem.Interrupted)
	if !errors.Is(m.Err, context.Canceled) {
		t.Errorf("got %v", m.Err)
	}
}

func TestEstimates(t *testing.T) {
	for _, c := range []struct {
		model         string
		width, height int
		want          string
	}{
		{"gemini-3.1-flash-image", 1024, 1024, "about $0.067"}, {"gemini-3.1-flash-image", 4096, 4096, "about $0.15"},
		{"gemini-3-pro-image", 1024, 1024, "about $0.13"}, {"gemini-nano-banana-2.1", 1024, 1024, "price unknown"},
	} {
		r := Want()
		r.Width, r.Height = c.width, c.height
		if got := serve(t, c.model, Dies).By.(imagegen.Priced).Estimate(r).String(); got != c.want {
			t.Errorf("%s %dx%d: %s, want %s", c.model, c.width, c.height, got, c.want)
		}
	}
}
