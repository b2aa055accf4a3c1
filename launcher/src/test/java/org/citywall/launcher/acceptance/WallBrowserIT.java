package org.citywall.launcher.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.Chromium;
import org.citywall.launcher.client.WallClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a person sees: the real pages in Debian's Chromium, fed by the whole chain. It promises
 * seconds, so nothing else may run beside it.
 */
@Tag("alone")
class WallBrowserIT {
    private static final double SOON_MS = SharedCity.SOON.toMillis();
    private static final Path PICTURES = Path.of("target", "pictures");

    private static Playwright playwright;
    private static Browser browser;

    private CuttableLine line;
    private BrowserContext context;
    private Page wall;

    @BeforeAll
    static void launch() {
        SharedCity.get();
        playwright = Chromium.driver();
        browser = Chromium.launch(playwright);
        PlaywrightAssertions.setDefaultAssertionTimeout(SOON_MS);
    }

    @AfterAll
    static void quit() {
        playwright.close();
    }

    @BeforeEach
    void openWall() throws IOException {
        SharedCity.closeAllAlerts();
        line = new CuttableLine(SharedCity.get().ports().web());
        context = browser.newContext(Chromium.wallContext());
        wall = context.newPage();
        wall.navigate(wallUrl(line.port()));
        wall.waitForSelector("[data-link=ok]");
    }

    @AfterEach
    void closeWall() throws IOException {
        context.close();
        line.close();
    }

    private static String wallUrl(int port) {
        String fragment = SharedCity.get().wallUrl().replaceAll("^[^#]*", "");
        return "http://127.0.0.1:" + port + "/wall" + fragment;
    }

    @Test
    void pressTurnsTheWallRedAndTheMapGoesThere() {
        String device = SharedCity.freshDevice();

        SharedCity.device().press(device, UUID.randomUUID().toString()).join();

        Locator card = cardOf(wall, alertId(device));
        assertThat(card).isVisible();
        assertThat(card).hasClass(java.util.regex.Pattern.compile("level-1"));
        assertThat(card).containsText("待确认");
        assertThat(wall.locator("[data-focus='" + alertId(device) + "']")).isVisible();
        wall.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("red.png")));
    }

    @Test
    void acknowledgingAtTheDeskShowsOnTheWall() {
        String device = SharedCity.freshDevice();
        SharedCity.device().press(device, UUID.randomUUID().toString()).join();
        String alert = alertId(device);
        assertThat(cardOf(wall, alert)).containsText("待确认");
        try (BrowserContext second = browser.newContext(Chromium.wallContext())) {
            Page desk = second.newPage();
            desk.navigate("http://127.0.0.1:" + SharedCity.get().ports().web() + "/desk");
            desk.locator("input[autocomplete=username]").fill("officer");
            desk.locator("input[type=password]").fill(SharedCity.OFFICER_PASSWORD);
            desk.locator("button[type=submit]").click();
            cardOf(desk, alert).click();
            desk.locator("[data-action=acknowledge]").click();

            assertThat(cardOf(wall, alert)).containsText("已确认");
        }
    }

    @Test
    void cutConnectionIsSaidInWordsWithinFiveSecondsAndLeavesNoGap() throws IOException {
        String during = SharedCity.freshDevice();

        line.cut();
        assertThat(wall.locator("[data-banner=lost]"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(5_000));
        assertThat(wall.locator("[data-banner=lost]")).containsText("连接中断");
        SharedCity.device().press(during, UUID.randomUUID().toString()).join();
        String alert = alertId(during);
        assertThat(cardOf(wall, alert).count()).isZero();

        line.mend();

        assertThat(cardOf(wall, alert)).isVisible();
        assertThat(wall.locator("[data-banner=lost]")).isHidden();
    }

    @Test
    void brokenChainIsSaidInWordsWithinFiveSecondsAndPressesStillShow() {
        String device = SharedCity.freshDevice();
        SharedCity.get().flink().cancel("alerts");
        try {
            assertThat(wall.locator("[data-banner=broken]"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(5_000));
            assertThat(wall.locator("[data-banner=broken]")).containsText("告警链路中断");
            SharedCity.device().press(device, UUID.randomUUID().toString()).join();
            Locator raw = wall.locator("[data-press]").filter(withText("未经汇聚"));
            assertThat(raw.first()).isVisible();
            wall.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("broken.png")));
        } finally {
            SharedCity.get().flink().resume("alerts");
        }
        assertThat(cardOf(wall, alertId(device))).isVisible();
        assertThat(wall.locator("[data-press]")).hasCount(0);
        assertThat(wall.locator("[data-banner]")).hasCount(0);
    }

    private static Locator.FilterOptions withText(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static Locator cardOf(Page page, String alertId) {
        return page.locator("[data-alert='" + alertId + "']").first();
    }

    /** The alert of the device, as an outside client hears of it. */
    private static String alertId(String device) {
        ApiClient officer = SharedCity.officer();
        try (WallClient other = SharedCity.wall(officer)) {
            return org.awaitility.Awaitility.await()
                    .atMost(java.time.Duration.ofSeconds(60))
                    .until(() -> Alerts.find(other, device), found -> found.isPresent())
                    .orElseThrow()
                    .path("id")
                    .asText();
        }
    }
}
