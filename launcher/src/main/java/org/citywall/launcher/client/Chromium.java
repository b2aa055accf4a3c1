package org.citywall.launcher.client;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The machine's own Chromium, headless, driven by Playwright. Playwright's browsers are never
 * downloaded; CITYWALL_CHROMIUM names another binary than Debian's.
 */
public final class Chromium {
    private static final String DEBIAN = "/usr/bin/chromium";

    private Chromium() {}

    /** Playwright's driver, told to use what is here and to fetch nothing. */
    public static Playwright driver() {
        return Playwright.create(
                new Playwright.CreateOptions()
                        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    /** Starts the browser; sound may play without a click, as on a kiosk. */
    public static Browser launch(Playwright playwright) {
        String binary = System.getenv().getOrDefault("CITYWALL_CHROMIUM", DEBIAN);
        return playwright
                .chromium()
                .launch(
                        new BrowserType.LaunchOptions()
                                .setExecutablePath(Path.of(binary))
                                .setHeadless(true)
                                .setArgs(
                                        List.of(
                                                "--no-sandbox",
                                                "--disable-gpu",
                                                "--disable-quic",
                                                "--no-first-run",
                                                "--disable-background-networking",
                                                "--disable-component-update",
                                                "--disable-sync",
                                                "--autoplay-policy=no-user-gesture-required")));
    }

    /** A browser profile of its own: a wall of 1920×1080 in Chinese, on China's clock. */
    public static Browser.NewContextOptions wallContext() {
        return new Browser.NewContextOptions()
                .setViewportSize(1920, 1080)
                .setLocale("zh-CN")
                .setTimezoneId("Asia/Shanghai");
    }
}
