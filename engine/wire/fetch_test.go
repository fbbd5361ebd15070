package wire_test

import (
	"net/http"
	"strings"
	"testing"

	"easel/engine/problem"
	"easel/engine/wire"
)

func TestFetchTakesTheOwnServersPictures(t *testing.T) {
	s := server(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Header.Get("Authorization") != "":
			t.Error("the key was sent along")
		case r.URL.Path == "/again":
			http.Redirect(w, r, r.URL.Path, http.StatusFound)
		case r.URL.Path == "/away":
			http.Redirect(w, r, "http://127.0.0.2:1/", http.StatusFound)
		case r.URL.Path == "/large":
			_, _ = w.Write(make([]byte, 2000))
		case r.URL.Path == "/cut":
			w.Header().Set("Content-Length", "100")
			_, _ = w.Write([]byte("PNG"))
		case r.URL.Path == "/gone":
			w.WriteHeader(http.StatusGone)
		default:
			_, _ = w.Write([]byte("PNG"))
		}
	})
	folder := t.TempDir()
	c := client(t, s.URL, func(o *wire.Options) { o.SpoolFolder, o.Limits.Picture = folder, 1000 })
	file, err := c.Fetch(t.Context(), s.URL+"/a.png")
	if err != nil {
		t.Fatal(err)
	}
	if data, err := file.Bytes(); err != nil || string(data) != "PNG" {
		t.Errorf("%q %v", data, err)
	}
	if err := file.Remove(); err != nil {
		t.Error(err)
	}
	for path, says := range map[string]string{"/again": "not safe", "/away": "not safe", "/large": "larger", "/cut": "cut off", "/gone": "status 410"} {
		_, err := c.Fetch(t.Context(), s.URL+path)
		if err == nil || strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", path, err)
		}
		if says != "status 410" {
			wantProblem(t, err, problem.Failed, says)
		}
	}
	if left := leftovers(t, folder); len(left) != 0 {
		t.Errorf("files stay: %v", left)
	}
}

func TestDownloadFromThePathThatWasChosen(t *testing.T) {
	s := server(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Header.Get("Authorization") != "Bearer "+canary:
			t.Error("the server did not get its own key")
		case r.URL.Query().Get("filename") == "a b.png":
			_, _ = w.Write([]byte("PNG"))
		case r.URL.Query().Get("filename") == "large":
			_, _ = w.Write(make([]byte, 2000))
		default:
			http.Redirect(w, r, "http://127.0.0.2:1/", http.StatusFound)
		}
	})
	folder := t.TempDir()
	c := client(t, s.URL, func(o *wire.Options) { o.SpoolFolder, o.Limits.Picture = folder, 1000 })
	file, err := c.Download(t.Context(), "/view?filename=a+b.png")
	if err != nil {
		t.Fatal(err)
	}
	if data, err := file.Bytes(); err != nil || string(data) != "PNG" {
		t.Errorf("%q %v", data, err)
	}
	_, err = c.Download(t.Context(), "/view?filename=large")
	wantProblem(t, err, problem.Failed, "larger")
	_, err = c.Download(t.Context(), "/view?filename=away")
	wantProblem(t, err, problem.NotConfigured, "moved")
	if left := leftovers(t, folder); len(left) != 1 {
		t.Errorf("files stay: %v", left)
	}
}

func TestFetchOpensNoPrivateAddress(t *testing.T) {
	other := server(t, func(http.ResponseWriter, *http.Request) { t.Error("it was opened") })
	c := client(t, "https://api.openai.com")
	port := other.URL[strings.LastIndex(other.URL, ":"):]
	for _, address := range []string{other.URL, "https://127.0.0.1" + port + "/a", "https://localhost" + port, "https://[::1]" + port, "https://[::ffff:127.0.0.1]" + port,
		"https://0.0.0.0" + port, "https://10.0.0.1" + port, "https://169.254.169.254/latest", "https://100.64.0.1/", "https://[64:ff9b::7f00:1]/", "file:///etc/passwd", "http://example.com/a.png", "nonsense", "%"} {
		_, err := c.Fetch(t.Context(), address)
		if err == nil || strings.Contains(err.Error(), address) {
			t.Errorf("%s: %v", address, err)
		}
		if strings.Contains(address, "://") && !strings.HasPrefix(address, "file:") {
			wantProblem(t, err, problem.Failed, "not safe to open")
		}
	}
}
