package shop

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

func TestCookieIsSecureAndHttpOnly(t *testing.T) {
	cookie := sessionCookie("a")
	if !cookie.Secure || !cookie.HttpOnly {
		t.Fatalf("scripts or listeners could read %v", cookie)
	}
}

func TestCookieIsSameSite(t *testing.T) {
	if sessionCookie("a").SameSite != http.SameSiteLaxMode {
		t.Fatal("the cookie goes along with requests from other sites")
	}
}

func TestSessionEndsAfterAnHour(t *testing.T) {
	last := time.Date(2026, 11, 2, 10, 0, 0, 0, time.UTC)
	if ended(last, last.Add(59*time.Minute)) || !ended(last, last.Add(time.Hour)) {
		t.Fatal("a session ends after an hour of silence, not before and not later")
	}
}

func TestPagesRefuseFrames(t *testing.T) {
	answer := httptest.NewRecorder()
	framed(http.NotFoundHandler()).ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/", nil))
	if answer.Header().Get("Content-Security-Policy") != "frame-ancestors 'none'" {
		t.Fatal("the page may be framed")
	}
}
