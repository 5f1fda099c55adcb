//! A real browser that does what a test says: Chromium over its DevTools pipe, so that a pointer can be moved and
//! clicked, and no port is opened.
//!
//! Messages are JSON objects that end with a zero byte; the browser reads them from descriptor 3 and writes them to 4.
//! A shell puts the ends of two ordinary pipes there.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use resvg::tiny_skia::Pixmap;
use serde_json::{Value, json};

/// Device pixels for one of the page, so that thin strokes of letters have their full colour.
pub const SCALE: f64 = 2.0;

/// How long one answer may take before the test fails: a guard against a browser that hangs.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running browser with one page.
pub struct Browser {
    child: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    session: Option<String>,
    last: u64,
    folder: tempfile::TempDir,
}

fn installed() -> Option<&'static str> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    names.into_iter().find(|name| {
        let version = Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        version.is_ok_and(|status| status.success())
    })
}

impl Browser {
    /// Starts the browser that is installed.
    pub fn start() -> Browser {
        let name = installed().expect("Chromium is installed");
        let folder = tempfile::tempdir().unwrap();
        let mut child = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1", name])
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage"])
            .args(["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .args(["--disable-quic", "--remote-debugging-pipe"])
            .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let to = child.stdin.take().unwrap();
        let mut answers = BufReader::new(child.stdout.take().unwrap());
        let (sender, from) = channel();
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            while answers.read_until(0, &mut bytes).is_ok_and(|count| count > 0) {
                bytes.pop();
                let Ok(message) = serde_json::from_slice(&bytes) else { break };
                if sender.send(message).is_err() {
                    break;
                }
                bytes.clear();
            }
        });
        let mut browser = Browser { child, to, from, session: None, last: 0, folder };
        let target = browser.call("Target.createTarget", &json!({ "url": "about:blank" }))["targetId"].clone();
        let attached = browser.call("Target.attachToTarget", &json!({ "targetId": target, "flatten": true }));
        browser.session = attached["sessionId"].as_str().map(str::to_owned);
        browser.call("Page.enable", &json!({}));
        browser
    }

    /// Gives an order.
    fn order(&mut self, method: &str, arguments: &Value) {
        self.last += 1;
        let mut message = json!({ "id": self.last, "method": method, "params": arguments });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.to.write_all(format!("{message}\0").as_bytes()).unwrap();
    }

    /// Gives an order and waits for the answer.
    fn call(&mut self, method: &str, arguments: &Value) -> Value {
        self.order(method, arguments);
        let answer = self.wait(|message, last| message["id"] == json!(last));
        assert!(answer["error"].is_null(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The next message that is wanted; the others are dropped.
    fn wait(&self, wanted: impl Fn(&Value, u64) -> bool) -> Value {
        loop {
            let message = self.from.recv_timeout(PATIENCE).expect("the browser answers");
            if wanted(&message, self.last) {
                return message;
            }
        }
    }

    /// Shows a page to a reader who prefers light or dark.
    pub fn open(&mut self, page: &str, dark: bool) {
        let scheme = if dark { "dark" } else { "light" };
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.call("Emulation.setEmulatedMedia", &features);
        let file = self.folder.path().join("page.html");
        std::fs::write(&file, page).unwrap();
        self.order("Page.navigate", &json!({ "url": format!("file://{}", file.display()) }));
        self.wait(|message, _| message["method"] == "Page.loadEventFired");
    }

    /// Waits until what was changed is painted.
    fn settle(&mut self) {
        self.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))");
    }

    /// What an expression is worth on the page.
    pub fn evaluate(&mut self, script: &str) -> Value {
        let order = json!({ "expression": script, "returnByValue": true, "awaitPromise": true });
        let answer = self.call("Runtime.evaluate", &order);
        assert!(answer["exceptionDetails"].is_null(), "{script}: {answer}");
        answer["result"]["value"].clone()
    }

    /// What a window of a size in pixels of the page shows.
    pub fn screenshot(&mut self, (width, height): (f64, f64)) -> Pixmap {
        let size =
            json!({ "width": width.ceil(), "height": height.ceil(), "deviceScaleFactor": SCALE, "mobile": false });
        self.call("Emulation.setDeviceMetricsOverride", &size);
        self.settle();
        let answer = self.call("Page.captureScreenshot", &json!({ "format": "png", "optimizeForSpeed": true }));
        let bytes = BASE64_STANDARD.decode(answer["data"].as_str().unwrap()).unwrap();
        Pixmap::decode_png(&bytes).unwrap()
    }

    /// Moves the pointer.
    pub fn point_at(&mut self, x: f64, y: f64) {
        self.call("Input.dispatchMouseEvent", &json!({ "type": "mouseMoved", "x": x, "y": y }));
    }

    /// Moves the pointer and presses its button once.
    pub fn click(&mut self, x: f64, y: f64) {
        self.point_at(x, y);
        for event in ["mousePressed", "mouseReleased"] {
            let order = json!({ "type": event, "x": x, "y": y, "button": "left", "clickCount": 1 });
            self.call("Input.dispatchMouseEvent", &order);
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
