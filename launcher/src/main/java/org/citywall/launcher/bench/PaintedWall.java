package org.citywall.launcher.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.citywall.launcher.client.Chromium;

/**
 * A wall in headless Chromium at 1920×1080. Each card's title bears its alert's id for the
 * browser's Element Timing, which tells when the frame with the title's first picture was shown:
 * the browser's own account, not the page's.
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
            new PerformanceObserver((list) => {
              for (const { identifier, renderTime } of list.getEntries()) {
                const at = Math.round(performance.timeOrigin + renderTime);
                console.debug('citywall-painted ' + at + ' ' + identifier);
              }
            }).observe({ type: 'element', buffered: true });
            """;
    private static final int PUMP_MS = 50;

    private final AtomicLong count = new AtomicLong();
    private final BlockingQueue<Consumer<Page>> tasks = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::browse, "bench-browser");
    private volatile Listener listener = (id, at) -> {};
    private volatile boolean open = true;

    private PaintedWall() {}

    /**
     * Starts the browser. Before the city: unpacking the driver writes a hundred megabytes, and the
     * durable log would have to wait for the disk.
     */
    static PaintedWall launch() throws InterruptedException {
        PaintedWall wall = new PaintedWall();
        wall.thread.start();
        wall.await(page -> {});
        return wall;
    }

    /** Opens the wall of the city and waits until it shows the district. */
    void show(String wallUrl, Listener told) throws InterruptedException {
        listener = told;
        await(
                page -> {
                    page.navigate(wallUrl);
                    page.waitForSelector("[data-link=ok]");
                });
    }

    private void await(Consumer<Page> task) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        tasks.add(task.andThen(page -> done.countDown()));
        while (!done.await(1, TimeUnit.SECONDS)) {
            if (!thread.isAlive()) {
                throw new IllegalStateException("the browser ended; its error stands above");
            }
        }
    }

    /** Playwright belongs to one thread, which must also pump its events. */
    private void browse() {
        try (Playwright playwright = Chromium.driver();
                Browser browser = Chromium.launch(playwright)) {
            Page page = browser.newContext(Chromium.wallContext()).newPage();
            page.addInitScript(SPY);
            page.onConsoleMessage(message -> heard(message.text()));
            while (open) {
                Consumer<Page> task = tasks.poll();
                if (task != null) {
                    task.accept(page);
                }
                page.waitForTimeout(PUMP_MS);
            }
        }
    }

    private void heard(String text) {
        String[] words = text.split(" ", 3);
        if (!words[0].equals("citywall-painted")) {
            return;
        }
        count.incrementAndGet();
        listener.painted(words[2], Long.parseLong(words[1]));
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
