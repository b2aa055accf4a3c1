package org.citywall.gateway.charger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.citywall.contracts.ebike.PageWatch;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.testing.FakeEventLog;
import org.citywall.gateway.testing.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchedPagesTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final Vertx vertx = Vertx.vertx();
    private final FakeEventLog log = new FakeEventLog();
    private final TestClock clock = new TestClock();
    private final Map<String, String> stored = new ConcurrentHashMap<>(Map.of("C-1", "old"));
    private volatile boolean away;

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void theFirstWhoLooksWaitsForThePageThatIsWrittenForThem() {
        WatchedPages pages = pages(LONG);
        Future<Optional<String>> first = pages.page("C-1", false, true);
        Future<Optional<String>> second = pages.page("C-1", false, true);

        assertThat(watches()).containsExactly(new PageWatch("C-1", false, clock.instant()));
        EventLog.Entry entry = log.entries().get(0);
        assertThat(entry.topic()).isEqualTo(Topics.CHARGER_READINGS);
        assertThat(entry.key()).isEqualTo("C-1");
        assertThat(entry.partition()).isNull();
        assertThat(first.isComplete()).isFalse();
        stored.put("C-1", "new");
        assertThat(await(first)).contains("new");
        assertThat(await(second)).as("together with the first").contains("new");
    }

    @Test
    void whoGoesOnToLookGetsTheStoredPageAndTheLogIsToldEachTwentySeconds() {
        WatchedPages pages = pages(SHORT);
        await(pages.page("C-1", false, true));
        clock.advance(PageWatch.RENEWED.minusMillis(1));
        assertThat(await(pages.page("C-1", false, true))).contains("old");
        assertThat(watches()).hasSize(1);

        clock.advance(Duration.ofMillis(1));
        await(pages.page("C-1", false, true));
        assertThat(watches()).hasSize(2);
    }

    @Test
    void aPageThatWasWipedIsAskedForAnewByTheNextWhoLooks() {
        WatchedPages pages = pages(LONG);
        Future<Optional<String>> before = pages.page("C-1", false, true);
        stored.put("C-1", "new");
        assertThat(await(before)).contains("new");
        stored.clear();
        clock.advance(Duration.ofSeconds(1));

        Future<Optional<String>> after = pages.page("C-1", false, true);
        assertThat(watches()).hasSize(2);
        stored.put("C-1", "written anew");
        assertThat(await(after)).contains("written anew");
    }

    @Test
    void aRecordingIsWatchedApart() {
        WatchedPages pages = pages(LONG);
        stored.put("C-1~replay", "old recording");
        Future<Optional<String>> live = pages.page("C-1", false, true);
        Future<Optional<String>> recording = pages.page("C-1", true, true);
        stored.put("C-1~replay", "new recording");

        assertThat(await(recording)).contains("new recording");
        assertThat(live.isComplete()).isFalse();
        assertThat(watches()).extracting(PageWatch::replay).containsExactly(false, true);
        assertThat(log.entries()).extracting(EventLog.Entry::key).containsOnly("C-1");
    }

    @Test
    void thePageThatDoesNotComeIsTheStoredOne() {
        assertThat(await(pages(SHORT).page("C-1", false, true))).contains("old");
    }

    @Test
    void withoutLogTheStoredPageIsAnsweredAndTheLogIsToldByTheNext() {
        WatchedPages pages = pages(LONG);
        log.failing(true);
        assertThat(await(pages.page("C-1", false, true))).contains("old");
        log.failing(false);
        Future<Optional<String>> next = pages.page("C-1", false, true);

        assertThat(watches()).hasSize(1);
        stored.put("C-1", "new");
        assertThat(await(next)).contains("new");
    }

    @Test
    void aSiteThatWasNeverHeardHasNoPageToWaitFor() {
        assertThat(await(pages(LONG).page("C-2", false, false))).isEmpty();
    }

    @Test
    void withoutLiveViewThereIsNoPageUntilItIsBack() {
        WatchedPages pages = pages(LONG);
        away = true;
        assertThatThrownBy(() -> await(pages.page("C-1", false, true)))
                .hasMessageContaining("away");
        away = false;
        Future<Optional<String>> next = pages.page("C-1", false, true);
        assertThat(watches()).hasSize(1);
        away = true;

        assertThat(await(next)).as("what was read is better than nothing").contains("old");
    }

    private WatchedPages pages(Duration patience) {
        return new WatchedPages(
                vertx,
                log,
                id ->
                        away
                                ? Future.failedFuture("Redis is away")
                                : Future.succeededFuture(Optional.ofNullable(stored.get(id))),
                patience,
                clock);
    }

    private List<PageWatch> watches() {
        return log.ofType(EventTypes.CHARGER_WATCH, PageWatch.class);
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
