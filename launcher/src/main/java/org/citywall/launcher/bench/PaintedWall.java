package org.citywall.launcher.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.citywall.launcher.Citywall;
import org.citywall.launcher.client.Chromium;

/**
 * A wall in headless Chromium at 1920×1080. The page says {@code seen} on its socket after it has
 * painted an item; this listens to what the page sends, with the browser's own clock.
 */
final class PaintedWall implements AutoCloseable {
    /**
     * Told of each painted item: alert id, and the time in ms since 1970 on the browser's clock.
     */
    interface Listener {
        void painted(String alertId, long epochMs);
    }

    private static final String SPY =
            """
            const send = WebSocket.prototype.send;
            WebSocket.prototype.send = function (data) {
              if (typeof data === 'string' && data.includes('"seen"')) {
                console.debug('citywall-seen ' + Date.now() + ' ' + data);
              }
              return send.call(this, data);
            };
            """;
    private static final int PUMP_MS = 50;

    private final AtomicLong count = new AtomicLong();
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean open = true;

    private PaintedWall(Citywall city, Listener listener) {
        thread = new Thread(() -> browse(city, listener), "bench-browser");
    }

    /** Opens the wall and waits until it shows the district. */
    static PaintedWall open(Citywall city, Listener listener) throws InterruptedException {
        PaintedWall wall = new PaintedWall(city, listener);
        wall.thread.start();
        wall.ready.await();
        return wall;
    }

    /** Playwright belongs to one thread, which must also pump its events. */
    private void browse(Citywall city, Listener listener) {
        try (Playwright playwright = Chromium.driver();
                Browser browser = Chromium.launch(playwright)) {
            Page page = browser.newContext(Chromium.wallContext()).newPage();
            page.addInitScript(SPY);
            page.onConsoleMessage(message -> heard(message.text(), listener));
            page.navigate(city.wallUrl());
            page.waitForSelector("[data-link=ok]");
            ready.countDown();
            while (open) {
                page.waitForTimeout(PUMP_MS);
            }
        } finally {
            ready.countDown();
        }
    }

    private void heard(String text, Listener listener) {
        String[] words = text.split(" ", 3);
        if (!words[0].equals("citywall-seen")) {
            return;
        }
        String id = words[2].replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
        count.incrementAndGet();
        listener.painted(id, Long.parseLong(words[1]));
    }

    long count() {
        return count.get();
    }

    @Override
    public void close() {
        open = false;
        Threads.join(thread);
    }
}
