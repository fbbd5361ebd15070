package wire

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"strings"
	"time"

	"easel/engine/problem"
)

// Call is a call of our own: what go-openai does not know, or does in a way
// that servers refuse.
type Call struct {
	Method   string        // empty is POST
	Path     string        // below the base URL, such as "/images/generations"; or a whole URL of the same server
	Body     any           // sent as JSON; nil for none
	Extra    Extra         // merged into Body
	Form     *Form         // sent as multipart/form-data instead of Body
	Stream   bool          // asks for server-sent events; [Client.Pictures] reads either
	Pictures []string      // more fields whose text, or texts where it is a list, are pictures in base64; for [Client.Pictures]
	Idle     time.Duration // replaces the limit on idleness; 0 keeps it
}

// Form is a body of multipart/form-data.
type Form struct {
	Fields []FormField
	Files  []FormFile
}

// FormField is one field of a form.
type FormField struct{ Name, Value string }

// FormFile is one file of a form.
type FormFile struct {
	Field, Name string
	Type        string // such as "image/png"
	Data        []byte
}

// encode writes the form out.
func (f *Form) encode() (data []byte, contentType string, err error) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, field := range f.Fields {
		if err := w.WriteField(field.Name, field.Value); err != nil {
			return nil, "", err
		}
	}
	quote := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\r", "", "\n", "")
	for _, file := range f.Files {
		h := textproto.MIMEHeader{}
		h.Set("Content-Disposition", fmt.Sprintf(`form-data; name="%s"; filename="%s"`, quote.Replace(file.Field), quote.Replace(file.Name)))
		h.Set("Content-Type", quote.Replace(file.Type))
		part, err := w.CreatePart(h)
		if err == nil {
			_, err = part.Write(file.Data)
		}
		if err != nil {
			return nil, "", err
		}
	}
	if err := w.Close(); err != nil {
		return nil, "", err
	}
	return b.Bytes(), w.FormDataContentType(), nil
}

// do sends a call and gives its answer's body under the plan.
func (c *Client) do(ctx context.Context, call Call, p plan) (*http.Response, error) {
	if call.Idle > 0 {
		p.idle = call.Idle
	}
	ctx = context.WithValue(withExtra(ctx, call.Extra), planKey{}, p)
	content, contentType, err := call.content()
	if err != nil {
		return nil, problem.Wrap(err, problem.Failed, "The request cannot be written", "")
	}
	method := call.Method
	if method == "" {
		method = http.MethodPost
	}
	r, err := http.NewRequestWithContext(ctx, method, c.url(call.Path), bytes.NewReader(content))
	if err != nil {
		return nil, problem.Wrap(err, problem.Failed, "The request cannot be written", "")
	}
	if len(content) == 0 {
		r.Body, r.GetBody = nil, nil
	} else {
		r.Header.Set("Content-Type", contentType)
	}
	r.Header.Set("Accept", "application/json")
	if call.Stream {
		r.Header.Set("Accept", eventStream)
	}
	resp, err := c.doer.Do(r)
	if err != nil {
		return nil, c.ended(ctx, err)
	}
	return resp, nil
}

// content is what a call sends.
func (call Call) content() (data []byte, contentType string, err error) {
	switch {
	case call.Form != nil:
		return call.Form.encode()
	case call.Body == nil && call.Extra == nil:
		return nil, "", nil
	case call.Body == nil:
		return []byte("{}"), "application/json", nil
	}
	data, err = json.Marshal(call.Body)
	return data, "application/json", err
}

// url is the address of a path.
func (c *Client) url(path string) string {
	if strings.HasPrefix(path, "http://") || strings.HasPrefix(path, "https://") {
		return path
	}
	return c.base.String() + "/" + strings.TrimLeft(path, "/")
}

// JSON makes a small call and decodes its answer into reply, a pointer; nil
// takes any answer. The answer is bounded by Limits.Line.
func (c *Client) JSON(ctx context.Context, call Call, reply any) error {
	return c.json(ctx, call, reply, c.options.Limits.Line)
}

func (c *Client) json(ctx context.Context, call Call, reply any, most int64) error {
	resp, err := c.do(ctx, call, plan{idle: c.options.Limits.Idle, whole: c.options.Limits.Text, raw: true})
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	answer := limitedBuffer{limit: most}
	if _, err := io.Copy(&answer, resp.Body); err != nil {
		return c.ended(ctx, cutOr(err))
	}
	if reply == nil {
		return nil
	}
	return c.ended(ctx, c.decode(answer.Bytes(), reply))
}

// decode reads JSON without the key.
func (c *Client) decode(raw []byte, into any) error {
	if !depthWithin(raw, c.options.Limits.Depth) {
		return malformed("nested too deep", nil)
	}
	if err := json.Unmarshal(c.withoutKey(raw), into); err != nil {
		return malformed("an answer that is not the JSON that was expected", nil)
	}
	return nil
}

// Model is one model that a server offers.
type Model struct {
	ID       string `json:"id"`
	OwnedBy  string `json:"owned_by"`
	Created  int64  `json:"created"`       // seconds since 1970; 0 is unknown
	Shutdown string `json:"shutdown_date"` // YYYY-MM-DD; empty where the server does not tell
	Meta     struct {
		Parameters float64 `json:"n_params"` // of the model; 0 where the server, any but llama.cpp's, does not tell
	} `json:"meta"`
}

// mostModels is how long a list of models may be, in bytes: those of routers
// describe hundreds.
const mostModels = 16 << 20

// Models lists what the server offers, in its order. It is our own call as
// go-openai drops the shutdown date.
func (c *Client) Models(ctx context.Context) ([]Model, error) {
	var reply struct {
		Data []Model `json:"data"`
	}
	if err := c.json(ctx, Call{Method: http.MethodGet, Path: "/models"}, &reply, mostModels); err != nil {
		return nil, err
	}
	return reply.Data, nil
}

// withoutKey takes the key out of JSON, also where the server writes it with
// escapes.
func (c *Client) withoutKey(raw []byte) []byte {
	key := c.options.Key
	if key.Empty() {
		return raw
	}
	raw = []byte(key.Redact(string(raw)))
	if !bytes.Contains(raw, []byte(`\`)) {
		return raw
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var value any
	if decoder.Decode(&value) != nil {
		return raw
	}
	clean, err := json.Marshal(redactValue(value, key.Redact))
	if err != nil {
		return raw
	}
	return clean
}

func redactValue(value any, redact func(string) string) any {
	switch v := value.(type) {
	case string:
		return redact(v)
	case []any:
		for i := range v {
			v[i] = redactValue(v[i], redact)
		}
	case map[string]any:
		for name, field := range v {
			delete(v, name)
			v[redact(name)] = redactValue(field, redact)
		}
	}
	return value
}
