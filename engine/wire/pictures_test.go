package wire_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"easel/engine/problem"
	"easel/engine/wire"
)

// painted is what came of a call that makes pictures.
type painted struct {
	types  []string
	data   [][]byte
	fields []string
	err    error
}

func paint(t *testing.T, c *wire.Client, call wire.Call) painted {
	t.Helper()
	var got painted
	for e, err := range c.Pictures(t.Context(), call) {
		if err != nil {
			got.err = err
			break
		}
		got.types, got.fields = append(got.types, e.Type), append(got.fields, string(e.Fields))
		for _, s := range e.Pictures {
			data, err := s.Bytes()
			if err != nil || int64(len(data)) != s.Size() {
				t.Errorf("the file is not whole: %v", err)
			}
			got.data = append(got.data, data)
			if err := s.Remove(); err != nil {
				t.Error(err)
			}
		}
	}
	return got
}

func picture() []byte { return bytes.Repeat([]byte{0, 1, 0xfb, 0xff, 0xbe, 'x'}, 50_001) }

func TestPicturesAreSpooledInEveryForm(t *testing.T) {
	std := base64.StdEncoding.EncodeToString(picture())
	forms := map[string]string{
		"plain":         std,
		"escaped slash": strings.ReplaceAll(std, "/", `\/`),
		"escaped plus":  strings.ReplaceAll(std, "+", `\u002B`),
		"line ends":     std[:76] + `\r\n` + std[76:],
		"no padding":    base64.RawStdEncoding.EncodeToString(picture()),
		"URL alphabet":  base64.URLEncoding.EncodeToString(picture()),
		"data address":  "data:image/png;base64," + std,
	}
	for name, text := range forms {
		document := `{"created":1,"data":[{"b64_json":"` + text + `","revised_prompt":"a \"sea\"","n":null}],"usage":{"output_tokens":9}}`
		events := "event: image_generation.partial_image\ndata: {\"type\":\"image_generation.partial_image\",\"b64_json\":\"" + text + "\",\"partial_image_index\":0}\n\n" +
			": ping\n\nevent: image_generation.completed\r\ndata: {\"b64_json\":\"" + text + "\",\"usage\":{\"output_tokens\":9}}\r\n\r\n"
		for _, c := range []struct {
			how     string
			handler http.HandlerFunc
			types   string
		}{{"JSON", answer(200, document), "[]"}, {"events", stream(events), "[image_generation.partial_image image_generation.completed]"}} {
			t.Run(name+" as "+c.how, func(t *testing.T) {
				got := paint(t, client(t, server(t, c.handler).URL), wire.Call{Path: "/images/generations", Body: map[string]any{"prompt": "a"}, Stream: true})
				if got.err != nil || fmt.Sprint(got.types) != c.types {
					t.Fatalf("%v %v", got.types, got.err)
				}
				for _, d := range got.data {
					if !bytes.Equal(d, picture()) {
						t.Errorf("another picture, %d bytes", len(d))
					}
				}
				last := got.fields[len(got.fields)-1]
				if len(got.data) != len(got.types) || !json.Valid([]byte(last)) || !strings.Contains(last, `"output_tokens":9`) || len(last) > 300 {
					t.Errorf("%d pictures, fields %s", len(got.data), last)
				}
			})
		}
	}
}

func TestAPictureIsFoundByItsField(t *testing.T) {
	h := answer(200, `{"data":[{"b64_json":"QUFB"},{"b64_json":"QkJC"},{"url":"https://example.com/a.png","b64_json":null}],"image":{"url":"data:image/png;base64,Q0ND"}}`)
	for e, err := range client(t, server(t, h).URL).Pictures(t.Context(), wire.Call{Path: "/images/generations"}) {
		if err != nil {
			t.Fatal(err)
		}
		var reply struct {
			Data []struct {
				B64JSON string `json:"b64_json"`
				URL     string `json:"url"`
			} `json:"data"`
			Image struct{ URL string }
		}
		if err := json.Unmarshal(e.Fields, &reply); err != nil {
			t.Fatal(err)
		}
		for field, want := range map[string]string{reply.Data[0].B64JSON: "AAA", reply.Data[1].B64JSON: "BBB", reply.Image.URL: "CCC"} {
			data, err := e.Picture(field).Bytes()
			if err != nil || string(data) != want {
				t.Errorf("%s is %q, %v", field, data, err)
			}
		}
		if e.Picture(reply.Data[2].URL) != nil || reply.Data[2].URL != "https://example.com/a.png" {
			t.Errorf("an address became a picture: %s", e.Fields)
		}
	}
}

func TestPictureFaults(t *testing.T) {
	small := func(o *wire.Options) { o.Limits.Picture, o.Limits.Line = 1000, 2000 }
	text := strings.Repeat("QUFB", 400)
	partial := `data: {"type":"image_generation.partial_image","b64_json":"QUFB"}` + "\n\n"
	cases := map[string]struct {
		handler http.HandlerFunc
		events  int
		kind    problem.Kind
		says    string
		is      error
	}{
		"too large":          {answer(200, `{"data":[{"b64_json":"`+text+`"}]}`), 0, problem.Failed, "larger", wire.ErrTooLarge},
		"too large an event": {stream(partial + `data: {"b64_json":"` + text + `"}` + "\n\n"), 1, problem.Failed, "larger", wire.ErrTooLarge},
		"too much text":      {answer(200, `{"data":"`+text+text+`"}`), 0, problem.Failed, "larger", wire.ErrTooLarge},
		"nested":             {answer(200, strings.Repeat("[", 1000)), 0, problem.Failed, "cannot be read", wire.ErrMalformed},
		"no base64":          {answer(200, `{"data":[{"b64_json":"%%%%"}]}`), 0, problem.Failed, "cannot be read", wire.ErrMalformed},
		"cut in the picture": {answer(200, `{"data":[{"b64_json":"QUFB`), 0, problem.Failed, "cut off", wire.ErrCut},
		"cut in an event":    {stream(partial + `data: {"b64_json":"QUFB`), 1, problem.Failed, "cut off", wire.ErrCut},
		"cut after partials": {stream(partial), 1, problem.Failed, "cut off", wire.ErrCut},
		"done too early":     {stream(partial + done), 1, problem.Failed, "cut off", wire.ErrCut},
		"empty":              {answer(200, ""), 0, problem.Failed, "cut off", wire.ErrCut},
		"an error event":     {stream(partial + "event: error\ndata: {\"type\":\"error\",\"error\":{\"message\":\"busy\"}}\n\n"), 1, problem.Failed, "busy", nil},
		"an error as JSON":   {answer(200, `{"error":{"message":"busy"}}`), 0, problem.Failed, "busy", nil},
		"moderated":          {answer(400, `{"error":{"code":"moderation_blocked","message":"Not this."}}`), 0, problem.Refused, "Not this", nil},
		"a page":             {answer(200, "\n<!doctype html>"), 0, problem.Failed, "web page", wire.ErrMalformed},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			cl := client(t, server(t, c.handler).URL, small, func(o *wire.Options) { o.SpoolFolder = folder })
			got := paint(t, cl, wire.Call{Path: "/images/generations", Stream: true})
			wantProblem(t, got.err, c.kind, c.says)
			if len(got.types) != c.events || c.is != nil && !errors.Is(got.err, c.is) {
				t.Errorf("%d events, %v", len(got.types), got.err)
			}
			if left := leftovers(t, folder); len(left) > 0 {
				t.Errorf("files stay: %v", left)
			}
		})
	}
}

func TestAFormIsSentAsItIs(t *testing.T) {
	h := func(w http.ResponseWriter, r *http.Request) {
		f, header, err := r.FormFile("image[]")
		if err != nil {
			t.Error(err)
			return
		}
		data, _ := io.ReadAll(f)
		if r.FormValue("model") != "m" || header.Filename != "a\"b.png" || string(data) != "PNG" {
			t.Errorf("got %q %q %q", r.FormValue("model"), header.Filename, data)
		}
		answer(200, `{"data":[{"b64_json":"QUFB"}]}`)(w, r)
	}
	call := wire.Call{Path: "/images/edits", Form: &wire.Form{Fields: []wire.FormField{{Name: "model", Value: "m"}},
		Files: []wire.FormFile{{Field: "image[]", Name: "a\"b.png", Type: "image/png", Data: []byte("PNG")}}}}
	if got := paint(t, client(t, server(t, h).URL), call); got.err != nil || string(got.data[0]) != "AAA" {
		t.Errorf("%q %v", got.data, got.err)
	}
}
