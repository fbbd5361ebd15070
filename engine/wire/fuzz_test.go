package wire

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// FuzzCleaned feeds the cleaner anything, whole and byte by byte: it must give
// the same either way, and nothing but lines of JSON that go-openai can read.
func FuzzCleaned(f *testing.F) {
	for _, seed := range []string{
		"data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n",
		": ping\r\n\r\nevent: x\rid: 1\rdata: {\"choices\":\rdata: []}\r\r", "data\n\ndata:\n\n", "\xef\xbb\xbfdata: {}\n\n", "{\"choices\":[]}",
		"{\"error\":\"x\"}", "[{\"error\":{}}]", "event: error\ndata: x", "retry: 5\n", "data: {\"error\":{\"message\":[1]}}\n\n", " \n {", "<html>",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		l := Limits{Line: 1 << 12}.withDefaults()
		a, aErr := io.ReadAll(newCleaned(strings.NewReader(text), l, wording{title: "X"}))
		b, bErr := io.ReadAll(newCleaned(iotest.OneByteReader(strings.NewReader(text)), l, wording{title: "X"}))
		if !bytes.Equal(a, b) || (aErr == nil) != (bErr == nil) {
			t.Fatalf("%q and %q, %v and %v", a, b, aErr, bErr)
		}
		for line := range strings.SplitSeq(string(a), "\n") {
			data, ok := strings.CutPrefix(line, "data: ")
			if line != "" && (!ok || data != "[DONE]" && !json.Valid([]byte(data))) {
				t.Errorf("gave %q", line)
			}
		}
		if aErr == nil && !strings.HasSuffix(string(a), "data: [DONE]\n\n") {
			t.Errorf("ended without an end: %q", a)
		}
	})
}

// FuzzExtractor feeds the extractor anything; what it keeps of good JSON is
// good JSON, and a picture is what base64 says.
func FuzzExtractor(f *testing.F) {
	for _, seed := range []string{`{"b64_json":"QUFB"}`, `{"data":[{"b64_json":"data:image/png;base64,QUE="},{"b64_json":null}]}`,
		`{"b64_json":"\/\u002b\/+"}`, `{"url":"data:image/gif;base64,QQ","x":"\"b64_json"}`, `["b64_json","QUFB"]`, `{"b64_json":{"b64_json":1}}`, `{"b64_json":"data"}`} {
		f.Add(seed, 3)
	}
	f.Fuzz(func(t *testing.T, text string, step int) {
		folder := t.TempDir()
		fresh := func() *extractor {
			return &extractor{limit: 1 << 12, depth: 32, open: func() (*spool, error) { return newSpool(folder, 1<<12) }}
		}
		all, pieces := fresh(), fresh()
		defer all.drop()
		defer pieces.drop()
		_, aErr := io.WriteString(all, text)
		var bErr error
		for rest := text; rest != "" && bErr == nil; {
			n := min(max(step, 1), len(rest))
			_, bErr = io.WriteString(pieces, rest[:n])
			rest = rest[n:]
		}
		if (aErr == nil) != (bErr == nil) || aErr == nil && all.out.String() != pieces.out.String() {
			t.Fatalf("%q and %q, %v and %v", all.out.String(), pieces.out.String(), aErr, bErr)
		}
		if aErr == nil && json.Valid([]byte(text)) && !json.Valid(all.out.Bytes()) {
			t.Errorf("%q became %q", text, all.out.String())
		}
		var simple struct {
			B64 string `json:"b64_json"`
		}
		if json.Unmarshal([]byte(text), &simple) != nil || len(all.pictures) != 1 || !strings.HasPrefix(text, `{"b64_json":"`) || aErr != nil {
			return
		}
		if want, err := base64.StdEncoding.Strict().DecodeString(simple.B64); err == nil && !strings.ContainsAny(simple.B64, "\r\n") && strings.Count(text, "b64") == 1 {
			if got, _ := all.pictures[0].Bytes(); !bytes.Equal(got, want) {
				t.Errorf("%q decoded to %q, want %q", simple.B64, got, want)
			}
		}
	})
}
