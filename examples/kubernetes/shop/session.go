// Package shop: an excerpt, to be pointed at by the threat model. It is not built with Palisade.
package shop

import (
	"net/http"
	"time"
)

const silence = time.Hour

// sessionCookie makes the cookie that stands for a login.
func sessionCookie(id string) *http.Cookie {
	return &http.Cookie{
		Name:     "__Host-session",
		Value:    id,
		Path:     "/",
		Secure:   true,
		HttpOnly: true,
		SameSite: http.SameSiteLaxMode,
	}
}

// ended says whether a session that was last used then is over now.
func ended(last, now time.Time) bool { return now.Sub(last) >= silence }

// framed refuses to be shown inside the pages of others.
func framed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "frame-ancestors 'none'")
		next.ServeHTTP(w, r)
	})
}
