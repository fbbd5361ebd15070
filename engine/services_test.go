package engine_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/fstest"
	"testing/synctest"

	"easel/engine"
	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/keys"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/promptgen"
	"easel/engine/wire/wiretest"
)

// canary is a key that must stay where it belongs.
const canary = "sk-canary-8c1f7e20"

// wired is a studio whose services are on a network of the test's own: hosts
// and the servers that stand for them.
type wired struct {
	t     *testing.T
	hosts map[string]http.HandlerFunc
	env   map[string]string
	own   []catalog.Own
	told  fstest.MapFS
	ring  ring

	mu     sync.Mutex
	asked  []string // "host/path", for what is no question which server is there
	keys   []string // of each
	bodies []string
}

// ring is a keyring that counts how often it is asked.
type ring struct {
	keys  map[string]string
	asked *atomic.Int64
}

func (r ring) Get(_, user string) (string, error) {
	r.asked.Add(1)
	if key, ok := r.keys[user]; ok {
		return key, nil
	}
	return "", errors.New("no such key")
}

func newWired(t *testing.T, hosts map[string]http.HandlerFunc) *wired {
	return &wired{t: t, hosts: hosts, env: map[string]string{}, ring: ring{map[string]string{}, new(atomic.Int64)}, told: fstest.MapFS{}}
}

func (w *wired) studio() *engine.Studio {
	w.t.Helper()
	env := func(name string) string { return w.env[name] }
	services := engine.NewServices(engine.ServiceParts{Own: w.own, Keys: keys.New(env, w.ring, ""), Env: env, Spool: w.t.TempDir(), Told: w.told,
		Now: newClock().now, Network: through(func(r *http.Request) (*http.Response, error) {
			answer, ok := w.hosts[r.URL.Host]
			if !ok {
				return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
			}
			return wiretest.Send(w.remembers(answer), r)
		})})
	d := newDesk(w.t)
	return engine.NewStudio(engine.Parts{Library: d.lib, Prompts: []promptgen.PromptGenerator{says()}, Now: d.clock.now, After: d.clock.after,
		NewID: func() string { return fmt.Sprintf("id-%06d", d.counted.Add(1)) }, Random: func() uint64 { return 7 }, Services: services})
}

type through func(*http.Request) (*http.Response, error)

func (f through) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func (w *wired) remembers(answer http.HandlerFunc) http.HandlerFunc {
	return func(to http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		w.mu.Lock()
		w.asked, w.keys, w.bodies = append(w.asked, r.Host+r.URL.Path), append(w.keys, r.Header.Get("Authorization")), append(w.bodies, string(body))
		w.mu.Unlock()
		answer(to, r)
	}
}

// chats is how often chat completions were asked for at a host, and the last
// key and body of these.
func (w *wired) chats(host string) (times int, key, body string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for i, asked := range w.asked {
		if asked == host+"/v1/chat/completions" {
			times, key, body = times+1, w.keys[i], w.bodies[i]
		}
	}
	return times, key, body
}

// model is a server with these models, of which the chat says yes.
func model(owner string, ids ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/v1/models":
			var list struct {
				Object string              `json:"object"`
				Data   []map[string]string `json:"data"`
			}
			list.Object, list.Data = "list", []map[string]string{}
			for _, id := range ids {
				list.Data = append(list.Data, map[string]string{"id": id, "owned_by": owner})
			}
			_ = json.NewEncoder(w).Encode(list)
		case "/v1/chat/completions":
			w.Header().Set("Content-Type", "text/event-stream")
			fmt.Fprint(w, `data: {"choices":[{"index":0,"delta":{"content":"{\"reply\":\"Yes.\",\"prompt\":null,\"variations\":[]}"},"finish_reason":"stop"}]}`+"\n\ndata: [DONE]\n\n")
		default:
			http.NotFound(w, r)
		}
	}
}

// asks sends a question to a chat by its name.
func asks(s *engine.Studio, name string) error {
	g, err := s.PromptGenerator(name)
	if err != nil {
		return err
	}
	return refines(g)
}

// refines sends a question to a chat.
func refines(g promptgen.PromptGenerator) error {
	for _, err := range g.Refine(context.Background(), promptgen.Request{Message: "why so low?", Current: prompt.Prompt{Text: "a beach"}}) {
		if err != nil {
			return err
		}
	}
	return nil
}

func TestAGeneratorIsChosenWithoutAskingAnybody(t *testing.T) {
	w := newWired(t, map[string]http.HandlerFunc{"api.openai.com": model("openai", "gpt-5-mini")})
	w.env["OPENAI_API_KEY"] = canary
	s := w.studio()
	for _, name := range []string{"openai", "openai:gpt-5-mini", "ollama", "llamacpp:any"} {
		if g, err := s.PromptGenerator(name); err != nil || g.Info().Name == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{"openai", "openai:gpt-image-2", "openai:dall-e-3"} {
		if g, err := s.ImageGenerator(name); err != nil || g.Info().Name != "openai" || g.Info().Can.Free {
			t.Errorf("%s: %v", name, err)
		}
	}
	if len(w.asked) > 0 || w.ring.asked.Load() > 0 {
		t.Errorf("asked %q, and the keyring %d times", w.asked, w.ring.asked.Load())
	}
	ok(t, asks(s, "openai"))
	if times, key, _ := w.chats("api.openai.com"); times != 1 || key != "Bearer "+canary {
		t.Errorf("asked %d times with %q", times, key)
	}
}

func TestNamesThatNobodyHas(t *testing.T) {
	w := newWired(t, nil)
	w.own = []catalog.Own{{Name: "mine", BaseURL: "https://mine.example/v1"}}
	s := w.studio()
	_, err := s.PromptGenerator("nobody:x")
	fails(t, err, problem.Usage, "nobody", "writer", "openai", "mine")
	_, err = s.ImageGenerator("composer")
	fails(t, err, problem.Usage, "composer", "sketch", "openai")
	_, err = s.ImageGenerator("llamacpp") // it has no pictures
	fails(t, err, problem.Usage, "llamacpp")
	prompts, images := s.Names()
	if !slices.Contains(prompts, "mine") || slices.Contains(images, "llamacpp") {
		t.Errorf("names %q and %q", prompts, images)
	}
}

func TestHowRepliesAreHeaded(t *testing.T) {
	w := newWired(t, nil)
	w.own = []catalog.Own{{Name: "mine", BaseURL: "https://mine.example/v1"}}
	s := w.studio()
	for name, want := range map[string]string{"openai": "ChatGPT", "writer": "Writer", "mine": "mine", "nobody": ""} {
		if got := s.ReplyHeading(name); got != want {
			t.Errorf("replies of %s are headed %q, not %q", name, got, want)
		}
	}
	if got := newDesk(t).studio.ReplyHeading("openai"); got != "" {
		t.Errorf("without services openai is known as %q", got)
	}
}

func TestAProfileThatCannotBe(t *testing.T) {
	w := newWired(t, nil)
	w.own = []catalog.Own{{Name: "mine", BaseURL: "http://far.example/v1"}}
	_, err := w.studio().PromptGenerator("mine")
	fails(t, err, problem.Usage, "mine", "https")
	bad := newWired(t, nil)
	bad.env["OPENAI_BASE_URL"] = "ftp://" + canary
	s := bad.studio()
	_, err = s.PromptGenerator("openai")
	fails(t, err, problem.Usage, "OPENAI_BASE_URL")
	prompts, _, err := s.Engines(t.Context())
	ok(t, err)
	if i := slices.IndexFunc(prompts, func(e engine.Engine) bool { return e.Name == "openai" }); i < 0 || prompts[i].Ready || !strings.Contains(prompts[i].Reason, "OPENAI_BASE_URL") {
		t.Errorf("got %+v", prompts)
	}
}

func TestWhereKeysGo(t *testing.T) {
	w := newWired(t, map[string]http.HandlerFunc{"api.openai.com": model("openai"), "mine.example": model("me", "some"), "elsewhere.example": model("they", "some")})
	s := w.studio()
	fails(t, asks(s, "openai"), problem.NotConfigured, "OpenAI needs a key", "OPENAI_API_KEY")
	fails(t, s.CheckKey(t.Context(), "openai:gpt-image-2"), problem.NotConfigured, "OpenAI needs a key")
	for _, none := range []string{"composer", "sketch", "ollama", "nobody"} {
		ok(t, s.CheckKey(t.Context(), none))
	}
	w.ring.keys["openai"] = canary // found when it is looked for again
	ok(t, asks(s, "openai"))
	ok(t, s.CheckKey(t.Context(), "openai"))
	asked := w.ring.asked.Load()
	ok(t, asks(s, "openai"))
	if w.ring.asked.Load() != asked {
		t.Error("the keyring is asked each time")
	}

	w.own = []catalog.Own{{Name: "mine", Like: "openai", BaseURL: "https://mine.example/v1", ChatModel: "some"}}
	w.env["OPENAI_API_KEY"] = canary
	ok(t, asks(w.studio(), "mine"))
	if times, key, _ := w.chats("mine.example"); times != 1 || key != "" {
		t.Errorf("asked %d times; the key of OpenAI went to another server", times)
	}
}

func TestLocalServersAreAskedWhereTheyAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for name, c := range map[string]struct {
			at   string // where llama.cpp listens
			want string
		}{"at its usual port": {"127.0.0.1:8080", "127.0.0.1:8080"}, "elsewhere": {"127.0.0.1:9931", "127.0.0.1:9931"}} {
			w := newWired(t, map[string]http.HandlerFunc{c.at: model("llamacpp", "gemma")})
			s := w.studio()
			ok(t, asks(s, "llamacpp"))
			times, key, body := w.chats(c.want)
			if times != 1 || key != "" || !strings.Contains(body, `"gemma"`) {
				t.Errorf("%s: asked %d times, %s", name, times, body)
			}
			prompts, _, err := s.Engines(t.Context())
			ok(t, err)
			i := slices.IndexFunc(prompts, func(e engine.Engine) bool { return e.Name == "llamacpp" })
			if e := prompts[i]; !e.Ready || !e.Free || e.Model != "gemma" || e.URL != "http://"+c.want+"/v1" {
				t.Errorf("%s: %+v", name, e)
			}
		}
		w := newWired(t, map[string]http.HandlerFunc{})
		s := w.studio()
		fails(t, asks(s, "llamacpp"), problem.NotConfigured, "Nothing answers", "llama-server")
		w.hosts["127.0.0.1:9931"] = model("llamacpp", "gemma") // it is started meanwhile, at another port
		ok(t, asks(s, "llamacpp"))
	})
}

// llama.cpp tells how many parameters a model has, whose name need not.
func TestASmallLocalModelIsKnownByItsParameters(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for parameters, small := range map[string]bool{"630167424": true, "7e9": false, "null": false} {
			speaks := model("llamacpp", "tiny.gguf")
			w := newWired(t, map[string]http.HandlerFunc{"127.0.0.1:8080": func(out http.ResponseWriter, r *http.Request) {
				if r.URL.Path != "/v1/models" {
					speaks(out, r)
					return
				}
				fmt.Fprintf(out, `{"object":"list","data":[{"id":"tiny.gguf","owned_by":"llamacpp","meta":{"n_params":%s}}]}`, parameters)
			}})
			ok(t, asks(w.studio(), "llamacpp:tiny.gguf"))
			if _, _, body := w.chats("127.0.0.1:8080"); strings.Contains(body, "json_schema") == small {
				t.Errorf("with %s parameters: %s", parameters, body)
			}
		}
	})
}

func TestTheFirstModelThatCanChatIsTaken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWired(t, map[string]http.HandlerFunc{"127.0.0.1:8080": model("llamacpp", "text-embedding-3", "gemma"), "127.0.0.1:1234": model("x")})
		s := w.studio()
		ok(t, asks(s, "llamacpp"))
		if _, _, body := w.chats("127.0.0.1:8080"); !strings.Contains(body, `"gemma"`) {
			t.Errorf("asked %s", body)
		}
		w.own = []catalog.Own{{Name: "empty", BaseURL: "http://127.0.0.1:1234/v1"}}
		fails(t, asks(w.studio(), "empty"), problem.NotConfigured, "empty has no model")
	})
}

func TestModelsAreToldApart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWired(t, map[string]http.HandlerFunc{"127.0.0.1:8080": func(to http.ResponseWriter, r *http.Request) {
			switch r.URL.Path {
			case "/readyz":
				fmt.Fprint(to, "OK")
			case "/system":
				fmt.Fprint(to, `{"backends":[]}`)
			default:
				model("", "gemma", "flux.1-schnell", "text-embedding-3")(to, r)
			}
		}})
		prompts, images, err := w.studio().Engines(t.Context())
		ok(t, err)
		models := func(list []engine.Engine) (ids []string) {
			for _, e := range list {
				if e.Name == "localai" {
					ids = append(ids, e.Model)
				}
			}
			return ids
		}
		if !slices.Equal(models(prompts), []string{"gemma"}) || !slices.Equal(models(images), []string{"flux.1-schnell"}) {
			t.Errorf("chat %q, images %q", models(prompts), models(images))
		}
		for _, key := range w.keys {
			if key != "" {
				t.Error("a key was sent to find out who is there")
			}
		}
	})
}

func TestInstructionsOfAPersonReachTheModel(t *testing.T) {
	w := newWired(t, map[string]http.HandlerFunc{"api.openai.com": model("openai")})
	w.env["OPENAI_API_KEY"] = canary
	w.told["1-role.txt"] = &fstest.MapFile{Data: []byte("You are a lighthouse keeper.")}
	ok(t, asks(w.studio(), "openai"))
	if _, _, body := w.chats("api.openai.com"); !strings.Contains(body, "lighthouse keeper") {
		t.Errorf("asked %s", body)
	}
	w.told["1-role.txt"] = &fstest.MapFile{Data: make([]byte, 65<<10)}
	fails(t, asks(w.studio(), "openai"), problem.Usage, "1-role.txt")
}

func TestAStudioWithoutServices(t *testing.T) {
	s := newDesk(t).studio
	_, err := s.PromptGenerator("openai")
	fails(t, err, problem.Usage, "There are: writer")
	prompts, images, err := s.Engines(t.Context())
	if err != nil || len(prompts) != 1 || len(images) != 1 {
		t.Errorf("%v %v %v", prompts, images, err)
	}
}

func TestManyAskAtOnce(t *testing.T) {
	w := newWired(t, map[string]http.HandlerFunc{"api.openai.com": model("openai")})
	w.env["OPENAI_API_KEY"] = canary
	s := w.studio()
	g, err := s.PromptGenerator("openai")
	ok(t, err)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for _, err := range g.Refine(t.Context(), promptgen.Request{Message: "hello?", Current: prompt.Prompt{Text: "a beach"}}) {
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if times, _, _ := w.chats("api.openai.com"); times != 8 {
		t.Errorf("asked %d times", times)
	}
}

// Each service is asked for pictures where and as its own wire wants it.
func TestWherePicturesAreAskedFor(t *testing.T) {
	for name, c := range map[string]struct{ env, host, path, header, fixed string }{
		"gemini": {"GEMINI_API_KEY", "generativelanguage.googleapis.com", "/v1beta/models/gemini-3.1-flash-image:generateContent", "X-Goog-Api-Key", ""},
		"runway": {"RUNWAYML_API_SECRET", "api.dev.runwayml.com", "/v1/text_to_image", "Authorization", "2024-11-06"},
		"bfl":    {"BFL_API_KEY", "api.bfl.ai", "/v1/flux-2-pro", "X-Key", ""},
		"openai": {"OPENAI_API_KEY", "api.openai.com", "/v1/images/generations", "Authorization", ""},
	} {
		var path string
		var header http.Header
		w := newWired(t, map[string]http.HandlerFunc{c.host: func(w http.ResponseWriter, r *http.Request) {
			path, header = r.URL.Path, r.Header
			w.WriteHeader(http.StatusBadRequest)
		}})
		w.env[c.env] = canary
		g, err := w.studio().ImageGenerator(name)
		ok(t, err)
		for _, err = range g.Generate(t.Context(), imagegen.Request{Prompt: prompt.Prompt{Text: "a beach"}, Width: 1024, Height: 1024, Count: 1}) {
		}
		if err == nil || path != c.path || strings.TrimPrefix(header.Get(c.header), "Bearer ") != canary || header.Get("X-Runway-Version") != c.fixed {
			t.Errorf("%s: asked %s with %v, %v", name, path, header, err)
		}
		for field, values := range header {
			if field != c.header && strings.Contains(strings.Join(values, ""), canary) {
				t.Errorf("%s: the key is in %s too", name, field)
			}
		}
	}
}
