package openai_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"

	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/engine/wire"
)

// Whatever a server answers, it ends in pictures or in one problem, and no
// file is left that nobody was told of.
func FuzzAnswers(f *testing.F) {
	f.Add(fmt.Sprintf(`{"data":[{"b64_json":%q}],%s}`, b64(1), usage))
	f.Add(fmt.Sprintf("event: image_generation.completed\ndata: {\"b64_json\":%q}\n\n", b64(1)))
	f.Add(`{"data":[{"url":"https://127.0.0.1/x"}],"usage":{"output_tokens":-1}}`)
	f.Add(`{"data":{},"usage":[]}`)
	f.Add("data: {\"type\":\"image_edit.partial_image\"}\r\n\r\n")
	f.Fuzz(func(t *testing.T, body string) {
		b := newBench(t, "openai", "gpt-image-2", wire.Limits{}, func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte(body))
		})
		r := want()
		r.Partials, r.References = 1, []imagegen.Reference{{Data: pixel(1)}}
		m := b.generate(t.Context(), r)
		ends := 0
		for _, o := range m.Order {
			if o == "error" || o == "done" {
				ends++
			}
		}
		if ends != 1 || m.Order[0] != "sending" || m.Err == nil && len(m.Bytes) == 0 || m.Err != nil && problem.Of(m.Err).Message == "" {
			t.Errorf("got %v, %v", m.Order, m.Err)
		}
		if m.Done != nil && m.Done.CostUSD != nil && *m.Done.CostUSD < 0 {
			t.Errorf("it costs %v", *m.Done.CostUSD)
		}
		if left := b.left(); len(left) > 0 {
			t.Errorf("files were left: %q", left)
		}
		if i := slices.Index(m.Order, "partial"); i > slices.Index(m.Order, "bytes") && slices.Contains(m.Order, "bytes") {
			t.Errorf("an unfinished picture came after the finished one: %v", m.Order)
		}
	})
}
