package catalog

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// Found is a server that answers on this machine.
type Found struct {
	Profile string   // which kind it is, a profile's name
	BaseURL string   // http://127.0.0.1:PORT, with the path of its kind
	Port    int      // where it listens
	Loading bool     // it is there and still loads its model
	Models  []string // the ids it lists; nil where it did not say in time
}

// Here is the profile of a server that was found, at its address.
func (b *Book) Here(f Found) (Profile, bool) {
	p, ok := b.Profile(f.Profile)
	p.BaseURL, p.Local = f.BaseURL, true
	return p, ok
}

// patienceWithLocal is how long servers on this machine have to answer. A
// screen may wait for it, but not for its first frame.
const patienceWithLocal = 300 * time.Millisecond

// FindLocal asks the ports at which known servers listen on 127.0.0.1, all at
// once, and tells the servers apart by what they answer. It takes 300 ms at
// most, sends no key and follows no redirect. What is found is to be offered,
// never used unasked.
func (b *Book) FindLocal(ctx context.Context, network http.RoundTripper) []Found {
	return b.FindAt(ctx, network, b.ports())
}

func (b *Book) ports() []int {
	var ports []int
	for _, p := range b.profiles {
		ports = append(ports, p.Ports...)
	}
	slices.Sort(ports)
	return slices.Compact(ports)
}

// FindAt is FindLocal for other ports.
func (b *Book) FindAt(ctx context.Context, network http.RoundTripper, ports []int) []Found {
	ctx, cancel := context.WithTimeout(ctx, patienceWithLocal)
	defer cancel()
	found := make(chan Found, len(ports))
	for _, port := range ports {
		go func() {
			a := asking{ctx: ctx, network: network, host: fmt.Sprintf("http://127.0.0.1:%d", port)}
			f := a.server()
			f.Port, f.BaseURL = port, a.host+b.path(f.Profile)
			found <- f
		}()
	}
	var list []Found
	for range ports {
		if f := <-found; f.Profile != "" {
			list = append(list, f)
		}
	}
	slices.SortFunc(list, func(a, b Found) int { return cmp.Compare(a.Port, b.Port) })
	return list
}

// path is what stands after the host in the address of a kind of server.
func (b *Book) path(profile string) string {
	p, _ := b.Profile(profile)
	if u, err := url.Parse(p.BaseURL); err == nil && p.BaseURL != "" {
		return u.Path
	}
	return "/v1"
}

// answer is what a server said at one path.
type answer struct {
	status int // 0 is no answer
	server string
	body   []byte
}

// mostAnswer is how much of an answer is read: lists of models are the longest.
const mostAnswer = 256 << 10

// asking is one port being asked.
type asking struct {
	ctx     context.Context
	network http.RoundTripper
	host    string
}

func (a asking) get(path string) answer {
	r, err := http.NewRequestWithContext(a.ctx, http.MethodGet, a.host+path, nil)
	if err != nil {
		return answer{}
	}
	r.Header.Set("Accept", "application/json, text/plain")
	reply, err := a.network.RoundTrip(r)
	if err != nil {
		return answer{}
	}
	defer reply.Body.Close()
	body, err := io.ReadAll(io.LimitReader(reply.Body, mostAnswer+1))
	if err != nil || len(body) > mostAnswer {
		body = nil
	}
	return answer{reply.StatusCode, reply.Header.Get("Server"), body}
}

// server asks everything that tells servers apart at once; a port at which
// nobody listens is asked only once.
func (a asking) server() Found {
	root := a.get("/")
	if root.status == 0 {
		return Found{}
	}
	paths := []string{"/v1/models", "/sdcpp/v1/capabilities", "/api/v1/models", "/api/v0/models", "/api/version", "/props", "/health", "/readyz", "/system", "/version",
		"/sdapi/v1/sd-models", "/internal/pending-tasks", "/system_stats", "/models/checkpoints"}
	said := map[string]answer{"/": root}
	var mu sync.Mutex
	var all sync.WaitGroup
	for _, path := range paths {
		all.Go(func() {
			got := a.get(path)
			mu.Lock()
			defer mu.Unlock()
			said[path] = got
		})
	}
	all.Wait()
	return recognised(said)
}

// recognised tells which server it is by what it said, the surest signs first.
func recognised(said map[string]answer) Found {
	ids, owners := said["/v1/models"].models()
	f := Found{Models: ids}
	health := said["/health"]
	switch {
	case strings.HasPrefix(string(said["/"].body), "Ollama is running"):
		f.Profile = "ollama"
	case said["/sdcpp/v1/capabilities"].object() != nil, slices.Contains(ids, "sd-cpp-local"):
		f.Profile, f.Models = "sdcpp", nil // it has one, whatever it is called
	case said["/system_stats"].object()["system"] != nil:
		f.Profile, f.Models = "comfyui", said["/models/checkpoints"].names()
	case said["/sdapi/v1/sd-models"].checkpoints() != nil, said["/internal/pending-tasks"].object()["tasks"] != nil:
		f.Profile, f.Models = "a1111", said["/sdapi/v1/sd-models"].checkpoints()
	case said["/props"].object()["default_generation_settings"] != nil, strings.HasPrefix(health.server, "llama.cpp"),
		slices.Contains(owners, "llamacpp"):
		f.Profile = "llamacpp"
	case health.status == http.StatusServiceUnavailable && strings.Contains(string(health.body), "Loading model"):
		f.Profile = "llamacpp"
	case said["/api/v0/models"].listsModels(), said["/api/v1/models"].listsModels():
		f.Profile = "lmstudio"
	case slices.Contains(owners, "vllm"), slices.Contains(owners, "vllm-omni"):
		f.Profile = "vllm"
	case said["/readyz"].status == http.StatusOK && said["/system"].object() != nil:
		f.Profile = "localai"
	case ids != nil && said["/version"].object()["version"] != nil:
		f.Profile = "vllm"
	case ids != nil:
		f.Profile = compatible
	}
	f.Loading = f.Profile == "llamacpp" && health.status == http.StatusServiceUnavailable
	return f
}

// object is an answer that is one JSON object; nil if it is none.
func (a answer) object() map[string]json.RawMessage {
	if a.status != http.StatusOK {
		return nil
	}
	var o map[string]json.RawMessage
	if err := json.Unmarshal(a.body, &o); err != nil {
		return nil
	}
	return o
}

// listsModels is LM Studio's own list, under one key or the other.
func (a answer) listsModels() bool {
	o := a.object()
	for _, key := range []string{"data", "models"} {
		var list []json.RawMessage
		if json.Unmarshal(o[key], &list) == nil && list != nil {
			return true
		}
	}
	return false
}

// names is an answer that is a list of texts, as ComfyUI's of its files.
func (a answer) names() []string {
	var list []string
	if a.status != http.StatusOK || json.Unmarshal(a.body, &list) != nil {
		return nil
	}
	return list
}

// checkpoints reads AUTOMATIC1111's list of models; nil if it is none.
func (a answer) checkpoints() []string {
	var list []struct {
		Name string `json:"model_name"`
	}
	if a.status != http.StatusOK || json.Unmarshal(a.body, &list) != nil || list == nil {
		return nil
	}
	names := []string{}
	for _, m := range list {
		if m.Name != "" {
			names = append(names, m.Name)
		}
	}
	return names
}

// models reads OpenAI's list of models; nil ids if it is none.
func (a answer) models() (ids, owners []string) {
	if a.status != http.StatusOK {
		return nil, nil
	}
	var list struct {
		Data []struct {
			ID      string `json:"id"`
			OwnedBy string `json:"owned_by"`
		} `json:"data"`
	}
	if err := json.Unmarshal(a.body, &list); err != nil || list.Data == nil {
		return nil, nil
	}
	ids = []string{}
	for _, m := range list.Data {
		if m.ID != "" {
			ids = append(ids, m.ID)
			owners = append(owners, m.OwnedBy)
		}
	}
	return ids, owners
}
