package wire_test

import (
	"encoding/base64"
	"errors"
	"testing"

	"easel/engine/wire"
)

// Pictures are paid for: of an answer that breaks off, those that are whole
// come before the error.
func TestWholePicturesOfABrokenAnswer(t *testing.T) {
	one := base64.StdEncoding.EncodeToString([]byte("one"))
	for says, c := range map[string]struct {
		answer  string
		streams bool
		want    int
	}{
		"the second is cut":        {`{"data":[{"b64_json":"` + one + `"},{"b64_json":"` + one[:2], false, 1},
		"the end is missing":       {`{"data":[{"b64_json":"` + one + `"},{"b64_json":"` + one + `"}]`, false, 2},
		"the second is no base64":  {`{"data":[{"b64_json":"` + one + `"},{"b64_json":"!!"}]}`, false, 1},
		"a finished event is cut":  {"event: image_generation.completed\ndata: {\"b64_json\":\"" + one + `","usage":{`, true, 1},
		"its name is in the data":  {`data: {"type":"image_edit.completed","b64_json":"` + one + `",`, true, 1},
		"an unfinished one is cut": {"event: image_generation.partial_image\ndata: {\"b64_json\":\"" + one + `",`, true, 0},
	} {
		folder := t.TempDir()
		h := answer(200, c.answer)
		if c.streams {
			h = stream(c.answer)
		}
		talk := client(t, server(t, h).URL, func(o *wire.Options) { o.SpoolFolder = folder })
		got := paint(t, talk, wire.Call{Path: "/images/generations", Body: map[string]any{}})
		if len(got.data) != c.want || !errors.Is(got.err, wire.ErrCut) && !errors.Is(got.err, wire.ErrMalformed) {
			t.Errorf("%s: %d pictures, %v", says, len(got.data), got.err)
		}
		for _, data := range got.data {
			if string(data) != "one" {
				t.Errorf("%s: got %q", says, data)
			}
		}
		if left := leftovers(t, folder); len(left) > 0 {
			t.Errorf("%s: files stay: %v", says, left)
		}
	}
}
