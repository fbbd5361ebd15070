package command_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"

	"easel/engine"
	"easel/engine/catalog"
	"easel/engine/config"
	"easel/engine/keys"
	"easel/engine/wire/wiretest"
)

// canary is a key that must not be seen anywhere but in a request's header.
const canary = "sk-canary-5d0c7a11e9b24f6b"

// network is all that can be reached: hosts and the servers that stand for
// them. Nothing else answers.
type network map[string]*listening

func (n network) RoundTrip(r *http.Request) (*http.Response, error) {
	at, ok := n[r.URL.Host]
	if !ok {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	}
	return wiretest.Send(http.HandlerFunc(at.serve), r)
}

// listening is a server that remembers what it was asked.
type listening struct {
	answer http.HandlerFunc
	mu     sync.Mutex
	asked  []string // paths
	keys   []string // of each
}

func (l *listening) requests() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]string(nil), l.asked...)
}

func (l *listening) serve(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body) // whole, whatever the answer does with it
	r.Body = io.NopCloser(bytes.NewReader(body))
	l.mu.Lock()
	l.asked, l.keys = append(l.asked, r.URL.Path), append(l.keys, r.Header.Get("Authorization"))
	l.mu.Unlock()
	l.answer(w, r)
}

// connect gives a machine OpenAI's key and a network.
func (m *machine) connect(n network) {
	m.setenv("OPENAI_API_KEY", canary)
	m.process.Services = func(settings config.Loaded, paths config.Paths) *engine.Services {
		env := m.env
		own := make([]catalog.Own, len(settings.Profiles))
		for i, p := range settings.Profiles {
			own[i] = catalog.Own(p)
		}
		return engine.NewServices(engine.ServiceParts{Own: own, Keys: keys.New(env, nil, paths.KeysFile()), Env: env,
			Spool: filepath.Join(paths.DataDir, "arriving"), Told: os.DirFS(filepath.Join(m.home, "instructions")), Network: n, Now: m.process.Now})
	}
}

// openAI is a machine with OpenAI's key, on which this is what OpenAI answers.
func openAI(t testing.TB, answer http.HandlerFunc) (*machine, *listening) {
	t.Helper()
	m, server := newMachine(t), &listening{answer: answer}
	m.connect(network{"api.openai.com": server})
	return m, server
}

// keyIsNowhere fails when the key is in what was printed or in any file.
func (m *machine) keyIsNowhere(results ...result) {
	m.t.Helper()
	for _, r := range results {
		if strings.Contains(r.out+r.err, canary) {
			m.t.Errorf("the key is printed: %q, %q", r.out, r.err)
		}
	}
	err := filepath.WalkDir(m.home, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if strings.Contains(string(data), canary) {
			m.t.Errorf("the key is in %s", path)
		}
		return err
	})
	if err != nil {
		m.t.Error(err)
	}
}

// paints answers with a picture and what it took.
func paints(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	fmt.Fprintf(w, `{"data":[{"b64_json":%q}],"usage":{"input_tokens":10,"output_tokens":200,"total_tokens":210}}`,
		base64.StdEncoding.EncodeToString(grey(64, 64)))
}

// writes streams a round.
func writes(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	answer := `{"reply":"Here it is.","prompt":{"title":"Sunset","text":"A calm beach at sunset, low warm light","negative":null,"axes":[{"axis":"lighting","value":"golden hour"}]},"variations":[]}`
	content, _ := json.Marshal(answer)
	fmt.Fprintf(w, "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":%s}}]}\n\n", content)
	fmt.Fprint(w, "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: {\"choices\":[],\"usage\":{\"prompt_tokens\":900,\"completion_tokens\":120}}\n\ndata: [DONE]\n\n")
}

func answering(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Retry-After", "86400") // no test waits for that
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// cut sends this much and hangs up.
func cut(contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		_, _ = io.WriteString(w, body)
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
}

func TestAChatModelWritesThePrompt(t *testing.T) {
	m, server := openAI(t, writes)
	r := m.must("refine", "a beach sunset", "--chat", "openai")
	if r.out != "A calm beach at sunset, low warm light\n" || !strings.HasPrefix(r.err, "1 message to openai: $") {
		t.Errorf("printed %q, %q", r.out, r.err)
	}
	if got := server.requests(); len(got) != 1 || got[0] != "/v1/chat/completions" || server.keys[0] != "Bearer "+canary {
		t.Errorf("asked %q", got)
	}
	r2 := m.must("refine", "a beach sunset", "--chat", "openai:gpt-5-mini", "--json")
	if got := at(t, decode(t, r2.out), "generator.model"); got != "gpt-5-mini" {
		t.Errorf("the model is %v", got)
	}
	if spent := m.must("history", "--spend").out; !strings.HasPrefix(spent, "2026-11-22\topenai\t2 requests\t0 pictures\t$0.0") {
		t.Errorf("spent: %q", spent)
	}
	m.keyIsNowhere(r, r2)
}

func TestAPaidPictureIsEstimatedFirstAndBooked(t *testing.T) {
	m, server := openAI(t, paints)
	r := m.must("generate", "a beach", "--image", "openai")
	if first := strings.Split(r.err, "\n")[0]; !strings.HasPrefix(first, "1 picture by openai: $") {
		t.Errorf("the price is told as %q", first)
	}
	if paths := r.lines(); len(paths) != 1 || len(server.requests()) != 1 {
		t.Fatalf("printed %q, asked %q", r.out, server.requests())
	} else if _, err := os.Stat(paths[0]); err != nil {
		t.Error(err)
	}
	spent := m.must("history", "--spend")
	fields := strings.Split(strings.TrimSuffix(spent.out, "\n"), "\t")
	if len(fields) != 6 || fields[0] != "2026-11-22" || fields[1] != "openai" || fields[2] != "1 request" || fields[3] != "1 picture" || !strings.HasPrefix(fields[4], "$0.0") || fields[5] != "-" {
		t.Errorf("spent: %q", fields)
	}
	document := decode(t, m.must("history", "--spend", "--json").out)
	cost, known := at(t, document, "spend.0.cost_usd").(float64)
	if !known || cost <= 0 || at(t, document, "spend.0.unknown") != 0.0 || at(t, document, "spend.0.maybe_usd") != 0.0 {
		t.Errorf("spent: %v", document)
	}
	if left, _ := os.ReadDir(filepath.Join(m.home, "data", "arriving")); len(left) > 0 {
		t.Errorf("what arrived is still there: %v", left)
	}
	m.keyIsNowhere(r, spent)
}

func TestNothingWasPaid(t *testing.T) {
	m := newMachine(t)
	m.must("generate", "a beach")
	if r := m.must("history", "--spend"); r.out != "" || r.err != "Nothing was paid yet.\n" {
		t.Errorf("printed %q, %q", r.out, r.err)
	}
	if r := m.must("history", "--spend", "--json"); !strings.Contains(r.out, `"spend": []`) && !strings.Contains(r.out, `"spend":[]`) {
		t.Errorf("printed %q", r.out)
	}
}

func TestBudgetsRefuseBeforeAnythingIsSent(t *testing.T) {
	for _, name := range []string{"EASEL_BUDGET_SESSION", "EASEL_BUDGET_DAY"} {
		m, server := openAI(t, paints)
		m.setenv(name, "0.0001")
		r := m.run("generate", "a beach", "--image", "openai")
		if r.code != 5 || r.out != "" || !strings.Contains(r.lastLine(), "budget") || !strings.Contains(r.lastLine(), name+"=") {
			t.Errorf("%s: exit %d, %q, %q", name, r.code, r.out, r.err)
		}
		if got := server.requests(); len(got) != 0 {
			t.Errorf("%s: it was sent all the same: %q", name, got)
		}
		if spent := m.must("history", "--spend"); spent.out != "" {
			t.Errorf("%s: something was spent: %q", name, spent.out)
		}
	}
}

func TestTheDaysBudgetEndsWhereItEnds(t *testing.T) {
	m, server := openAI(t, paints)
	m.must("generate", "a beach", "--image", "openai")
	cost := at(t, decode(t, m.must("history", "--spend", "--json").out), "spend.0.cost_usd").(float64)
	m.setenv("EASEL_BUDGET_DAY", fmt.Sprint(cost))
	if r := m.run("generate", "a beach", "--image", "openai"); r.code != 5 || len(server.requests()) != 1 {
		t.Errorf("exit %d, asked %q", r.code, server.requests())
	}
}

func TestAnUnknownPriceNeedsAYes(t *testing.T) {
	m, server := newMachine(t), &listening{answer: paints}
	m.connect(network{"pictures.example": server})
	m.writeConfig("[[profile]]\nname = \"mine\"\nbase_url = \"https://pictures.example/v1\"\nimage_model = \"some\"\n")
	r := m.run("generate", "a beach", "--image", "mine")
	if r.code != 2 || len(server.requests()) != 0 || !strings.Contains(r.err, "1 picture by mine: price unknown.") || !strings.Contains(r.lastLine(), "--yes") {
		t.Errorf("exit %d, asked %q, %q", r.code, server.requests(), r.err)
	}
	m.must("generate", "a beach", "--image", "mine", "--yes")
	if server.keys[0] != "" {
		t.Errorf("OpenAI's key went to another server")
	}
	if spent := m.must("history", "--spend").out; !strings.HasSuffix(spent, "\t$0\t1 of unknown cost\n") {
		t.Errorf("spent: %q", spent)
	}
}

// Each failure is one line with what to do, with the exit code of its kind, and
// says nothing of the key.
func TestFailuresOfServers(t *testing.T) {
	echo := `{"error":{"message":"Incorrect API key provided: ` + canary + `. \u001b]0;owned\u0007","type":"invalid_request_error","code":"invalid_api_key"}}`
	for name, c := range map[string]struct {
		answer http.HandlerFunc // nil is a server that is not there
		code   int
		says   string
		free   bool // nothing can have been paid
	}{
		"dead":       {nil, 4, "Nothing answers at api.openai.com. Check", true},
		"key":        {answering(401, echo), 4, "key", true},
		"no money":   {answering(429, `{"error":{"code":"insufficient_quota","message":"You exceeded your current quota"}}`), 4, "credit", true},
		"too often":  {answering(429, `{"error":{"code":"rate_limit_exceeded","message":"Slow down"}}`), 1, "too often", true},
		"moderation": {answering(400, `{"error":{"message":"Rejected by the safety system.","code":"moderation_blocked"}}`), 3, "safety system", false},
		"fault":      {answering(500, `{"error":{"message":"oops"}}`), 1, "500", false},
		"page":       {func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html>"+canary) }, 1, "web page", false},
		"cut":        {cut("application/json", `{"data":[{"b64_json":"AAAA`), 1, "OpenAI", false},
		"cut stream": {cut("text/event-stream", "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"{\\\"reply\"}}]}\n\n"), 1, "OpenAI", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := newMachine(t)
			reachable := network{}
			if c.answer != nil {
				reachable["api.openai.com"] = &listening{answer: c.answer}
			}
			m.connect(reachable)
			m.onTerminal()
			refined := m.run("refine", "a beach sunset", "--chat", "openai")
			generated := m.run("generate", "a beach", "--image", "openai")
			for what, r := range map[string]result{"refine": refined, "generate": generated} {
				line := r.lastLine()
				last := line[strings.LastIndex(line, "\x1b[K")+len("\x1b[K"):] // over the line of progress
				if r.code != c.code || r.out != "" && what == "generate" || !strings.HasPrefix(last, "easel: ") || !strings.Contains(last, c.says) || strings.ContainsAny(last, "\x1b\x07") ||
					strings.Contains(last, "owned") || strings.Contains(last, "ctrl+") {
					t.Errorf("%s: exit %d, want %d with %q: %q", what, r.code, c.code, c.says, last)
				}
			}
			m.keyIsNowhere(refined, generated)
			document := decode(t, m.must("history", "--spend", "--json").out)
			if got := at(t, document, "spend.0.unknown"); got != map[bool]float64{true: 0, false: 2}[c.free] {
				t.Errorf("booked as %v", document)
			}
			if said := m.must("sessions").out; !strings.Contains(said, "a beach sunset") {
				t.Errorf("the message is lost: %q", said)
			}
		})
	}
}

func TestEnginesTellsWhatIsReadyAndWhatToDo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ollama := &listening{answer: func(w http.ResponseWriter, r *http.Request) {
			switch r.URL.Path {
			case "/":
				fmt.Fprint(w, "Ollama is running")
			case "/api/version":
				fmt.Fprint(w, `{"version":"0.9.0"}`)
			case "/api/tags":
				fmt.Fprint(w, `{"models":[{"name":"llama3.2","model":"llama3.2"}]}`)
			case "/v1/models":
				fmt.Fprint(w, `{"object":"list","data":[{"id":"llama3.2","owned_by":"library"}]}`)
			default:
				http.NotFound(w, r)
			}
		}}
		m := newMachine(t)
		m.connect(network{"127.0.0.1:11434": ollama})
		r := m.must("engines")
		for _, line := range []string{
			"prompts\tcomposer:w-1\tready\tbuilt in", "prompts\topenai:gpt-", "pictures\topenai:gpt-image-2\tready\tkey from OPENAI_API_KEY; it did not list its models: Nothing answers", "pictures\topenai:gpt-image-2.6-flare\tready\tkey from OPENAI_API_KEY; starts from up to 16 pictures, mask, 10 at once, prompts to 32000 characters\n",
			"prompts\tollama:llama3.2\tready\tanswers at http://127.0.0.1:11434/v1\n", "prompts\tllamacpp\tnot ready\t", "prompts\topenrouter\tnot ready\tSet OPENROUTER_API_KEY",
		} {
			if !strings.Contains(r.out, line) {
				t.Errorf("%q is missing in\n%s", line, r.out)
			}
		}
		document := decode(t, m.must("engines", "--json").out)
		if got := at(t, document, "prompt_generators.1.name"); got != "openai" {
			t.Errorf("the second is %v", got)
		}
		for i, key := range ollama.keys {
			if key != "" {
				t.Errorf("a key went to %s", ollama.asked[i])
			}
		}
		m.keyIsNowhere(r)
	})
}

func TestAGeneratorWithoutItsKeySaysWhatToDo(t *testing.T) {
	m, server := openAI(t, paints)
	m.process.Environ = m.process.Environ[:len(m.process.Environ)-1]
	for _, args := range [][]string{{"refine", "a beach", "--chat", "openai"}, {"generate", "a beach", "--image", "openai"}} {
		r := m.run(args...)
		if r.code != 4 || r.out != "" || !strings.Contains(r.lastLine(), "OPENAI_API_KEY") || len(server.requests()) != 0 {
			t.Errorf("%q: exit %d, %q, asked %q", args, r.code, r.lastLine(), server.requests())
		}
	}
	if spent := m.must("history", "--spend").out; spent != "" {
		t.Errorf("spent: %q", spent)
	}
}

func TestInstructionsAreReadAndReplaced(t *testing.T) {
	var told string
	m := newMachine(t)
	m.connect(network{"api.openai.com": {answer: func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		told = string(body)
		writes(w, r)
	}}})
	r := m.must("config", "show", "instructions")
	if !strings.Contains(r.out, "reply") || !strings.Contains(r.err, filepath.Join(m.home, "instructions")) || !strings.Contains(r.err, "1-role.txt") {
		t.Errorf("printed %q, %q", r.out, r.err)
	}
	folder := filepath.Join(m.home, "instructions")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "1-role.txt"), []byte("You are a lighthouse keeper."), 0o644); err != nil {
		t.Fatal(err)
	}
	if r := m.must("config", "show", "instructions"); !strings.HasPrefix(r.out, "You are a lighthouse keeper.\n") {
		t.Errorf("printed %q", r.out)
	}
	document := decode(t, m.must("config", "show", "instructions", "--json").out)
	if text := at(t, document, "instructions").(string); !strings.HasPrefix(text, "You are a lighthouse keeper.") {
		t.Errorf("got %v", document)
	}
	m.must("refine", "a beach", "--chat", "openai")
	if !strings.Contains(told, "You are a lighthouse keeper.") {
		t.Errorf("the model was told %s", told)
	}
	if r := m.run("config", "show", "nothing"); r.code != 2 {
		t.Errorf("exit %d, %q", r.code, r.err)
	}
}

// env is a variable of the machine.
func (m *machine) env(name string) string {
	value := ""
	for _, pair := range m.process.Environ {
		if v, ok := strings.CutPrefix(pair, name+"="); ok {
			value = v
		}
	}
	return value
}

func TestVariationsOfAChatModelAreBooked(t *testing.T) {
	m, server := openAI(t, answering(500, "{}"))
	if r := m.run("vary", "a beach", "--chat", "openai"); r.code != 1 || !strings.HasPrefix(r.err, "1 message to openai: $") {
		t.Errorf("exit %d, %q", r.code, r.err)
	}
	if spent := m.must("history", "--spend").out; !strings.HasPrefix(spent, "2026-11-22\topenai\t1 request\t0 pictures\t$0\t1 of unknown cost, at most $") {
		t.Errorf("spent: %q", spent)
	}
	m.setenv("EASEL_BUDGET_DAY", "0.001")
	asked := len(server.requests())
	for _, name := range []string{"vary", "refine"} {
		if r := m.run(name, "a beach", "--chat", "openai"); r.code != 5 || len(server.requests()) != asked {
			t.Errorf("%s over the budget: exit %d, asked %q", name, r.code, server.requests())
		}
	}
}

// What a model wrote before its answer broke off is printed.
func TestVaryPrintsWhatCameBeforeAnError(t *testing.T) {
	m, _ := openAI(t, cut("text/event-stream", `data: {"choices":[{"index":0,"delta":{"content":"{\"reply\":\"\",\"prompt\":null,\"variations\":[{\"title\":\"Night\",\"text\":\"a beach at night\",\"axes\":[{\"axis\":\"time\",\"value\":\"night\"},{\"axis\":\"palette\",\"value\":\"blue\"}]},"}}]}`+"\n\n"))
	if r := m.run("vary", "a beach", "--chat", "openai"); r.code != 1 || r.out != "Night\ta beach at night\n" || !strings.Contains(r.err, "cut off") {
		t.Errorf("exit %d, %q, %q", r.code, r.out, r.err)
	}
	r := m.run("vary", "a beach", "--chat", "openai", "--json")
	if all := at(t, decode(t, r.out), "variations").([]any); r.code != 1 || len(all) != 1 {
		t.Errorf("exit %d, %q", r.code, r.out)
	}
}

// Ctrl+c does not throw away a picture that may be paid already.
func TestALatePictureIsStillSaved(t *testing.T) {
	ctx, interrupt := context.WithCancel(t.Context())
	m, server := openAI(t, func(w http.ResponseWriter, r *http.Request) {
		interrupt()
		paints(w, r)
	})
	m.stdin = "a beach\nanother beach\n"
	r := m.runWith(ctx, "generate", "-", "--image", "openai")
	if paths := r.lines(); r.code != 130 || len(paths) != 1 || len(server.requests()) != 1 || !strings.Contains(r.err, "waited for up to 20 s") {
		t.Fatalf("exit %d, printed %q, %q, asked %q", r.code, r.out, r.err, server.requests())
	} else if _, err := os.Stat(paths[0]); err != nil {
		t.Error(err)
	}
	if spent := m.must("history", "--spend").out; !strings.Contains(spent, "1 picture") {
		t.Errorf("spent: %q", spent)
	}
}
