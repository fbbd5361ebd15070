package openai

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
)

// collect reads an answer in pieces of a length.
func collect(text string, step int) (reply string, parts []part, r *reading) {
	r = &reading{}
	var b strings.Builder
	for rest := text; rest != ""; {
		n := min(max(step, 1), len(rest))
		for _, p := range r.next(rest[:n]) {
			if p.kind == replyPart {
				b.WriteString(p.text)
			} else {
				parts = append(parts, p)
			}
		}
		rest = rest[n:]
	}
	return b.String(), parts, r
}

// FuzzReading feeds the reader of answers anything, whole and in pieces: it
// must read the same; and what encoding/json can read it must read alike.
func FuzzReading(f *testing.F) {
	for _, seed := range []string{
		`{"reply":"a\nb\u00e9\ud83d\ude00\ud800","prompt":{"text":"x"},"variations":[{"text":"y"},"z",null,3]}`,
		"Here: ```json\n{ \"reply\" : \"a\" , \"x\":[[{}]], \"prompt\":null}```", `{`, `{}`, `{{"reply":"a"}`, `{a} {"reply":"b"}`, `{"reply":"a`, `{"reply":"\`,
		`{"variations":{"text":"a"},"prompt":"b"}`, `{"reply":1,"prompt":true,"variations":[1,2]}`, `{"reply":"a"}{"reply":"b"}`, `{"prompt":]`,
	} {
		f.Add(seed, 1)
	}
	f.Fuzz(func(t *testing.T, text string, step int) {
		whole, parts, r := collect(text, len(text))
		pieces, again, _ := collect(text, step)
		if whole != pieces || len(parts) != len(again) {
			t.Fatalf("%q and %q, %v and %v", whole, pieces, parts, again)
		}
		for i := range parts {
			if parts[i] != again[i] {
				t.Errorf("%v and %v", parts[i], again[i])
			}
		}
		var good struct {
			Reply      *string
			Prompt     json.RawMessage
			Variations []json.RawMessage
		}
		if strings.Count(text, ":") != strings.Count(text, `":`) || !strings.HasPrefix(text, `{"reply":"`) || json.Unmarshal([]byte(text), &good) != nil || duplicate(text) {
			return
		}
		if !r.ended || good.Reply == nil || whole != *good.Reply {
			t.Errorf("%q was read as %q", text, whole)
		}
	})
}

// duplicate says whether a field may be there twice, where readers of JSON
// differ.
func duplicate(text string) bool {
	for _, name := range []string{"reply", "answer", "message", `\u`} {
		if strings.Count(strings.ToLower(text), name) > 1 || name != "reply" && strings.Contains(strings.ToLower(text), name) {
			return true
		}
	}
	return false
}

func TestPartsAreReadInAnyPieces(t *testing.T) {
	text := "Sure:\n```json\n" + `{"reply":"a \"b\" \u00e9\ud83d\ude00","x":{"y":["}"]},"prompt":{"text":"{]"},"variations":[{"text":"1"}, "2",null,3]}` + "\n```"
	want := []part{{promptPart, `{"text":"{]"}`}, {variationPart, `{"text":"1"}`}, {variationPart, `"2"`}, {variationPart, "3"}}
	for step := range len(text) {
		reply, parts, r := collect(text, step)
		if reply != "a \"b\" é😀" || len(parts) != len(want) || !r.ended {
			t.Fatalf("step %d: %q %v", step, reply, parts)
		}
		for i := range want {
			if parts[i] != want[i] {
				t.Errorf("step %d: %v, want %v", step, parts[i], want[i])
			}
		}
	}
}

func TestWithoutThoughts(t *testing.T) {
	for text, want := range map[string]string{
		"a": "a", "<think>x</think>a": "a", "x</think>a": "a", "a<think>x": "a", "<THINK>x</Think>a<reasoning>y</reasoning>b": "ab",
		"<think>x<think>y</think>z</think>a": "a", "": "", "</think>": "", "a < b > c": "a < b > c",
	} {
		if got := withoutThoughts(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

// BenchmarkReading shows that a token costs the same at the end of a long
// answer as at its beginning.
func BenchmarkReading(b *testing.B) {
	for _, tokens := range []int{2000, 100000} {
		b.Run(strconv.Itoa(tokens)+" tokens", func(b *testing.B) {
			for range b.N {
				var pass sieve
				var r reading
				r.next(pass.next(`{"reply":"`))
				for range tokens {
					r.next(pass.next("word "))
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*tokens), "ns/token")
		})
	}
}
