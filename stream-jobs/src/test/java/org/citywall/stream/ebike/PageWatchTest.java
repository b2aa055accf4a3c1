package org.citywall.stream.ebike;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Hardly any page is looked at: one that is looked at is as new as its line on the wall. */
class PageWatchTest {
    private final EbikeSite site = new EbikeSite();

    @Test
    void aPageThatNobodyLooksAtIsOlderThanItsLineAndWhoeverLooksGetsANewOne() {
        hear(0, 95);
        assertThat(site.pages).as("the first, and what matters").isPositive();
        long written = site.page.rev();
        hear(96, 100);
        assertThat(site.page.rev()).as("nobody looks").isEqualTo(written);

        EbikeDecision shown = site.watch(101, false);

        assertThat(shown.page().rev()).isGreaterThan(written);
        assertThat(shown.page().summary()).isEqualTo(shown.summary());
        assertThat(shown.summary().at()).as("what was held back").isEqualTo(EbikeSite.at(100));
        assertThat(shown.page().ports().get(0).at()).isEqualTo(EbikeSite.at(100));
    }

    @Test
    void whileSomebodyLooksLineAndPageComeTogetherEachTwoSeconds() {
        hear(0, 20);
        site.watch(20.5, false);
        int pages = site.pages;
        for (int second = 21; second <= 80; second++) {
            EbikeDecision heard = site.says().watts(300).heard(second);
            assertThat(heard.page() == null).isEqualTo(heard.summary() == null);
        }
        assertThat(site.pages - pages).as("at 23, 25, to 79 s").isEqualTo(29);
        assertThat(site.page.summary().at()).isEqualTo(EbikeSite.at(78));

        int before = site.pages;
        hear(81, 600);
        assertThat(site.pages).as("nobody looks any more").isEqualTo(before);
    }

    @Test
    void whoGoesOnToLookIsShownOn() {
        hear(0, 20);
        for (int second = 20; second <= 300; second += 40) {
            site.watch(second + 0.5, false);
            int pages = site.pages;
            hear(second + 1, second + 39);
            assertThat(site.pages - pages).isEqualTo(19);
        }
    }

    @Test
    void thePageIsWrittenForWhoLooksAlsoIfNothingHasChanged() {
        hear(0, 0);
        site.watch(10, false);
        EbikeDecision again = site.watch(30, false);

        assertThat(again.page().rev()).as("else who asks waits for nothing").isPositive();
        assertThat(again.page().ports()).hasSize(1);
        assertThat(again.detections()).isEmpty();
    }

    @Test
    void whatIsHeldBackIsShownByTimeAloneWhileSomebodyLooks() {
        hear(0, 0);
        site.watch(10, false);
        site.says().watts(300).heard(11);
        int pages = site.pages;
        site.waitUntil(11.9);
        assertThat(site.pages).isEqualTo(pages);
        site.waitUntil(12);
        assertThat(site.pages).isEqualTo(pages + 1);
        assertThat(site.page.summary().at()).isEqualTo(EbikeSite.at(11));
    }

    @Test
    void aSiteThatNobodyHasHeardIsNotRemembered() {
        EbikeDecision decision = site.watch(1, false);

        assertThat(decision.page()).isNull();
        assertThat(decision.summary()).isNull();
        assertThat(decision.nextTimer()).isNull();
        assertThat(site.site.isEmpty()).isTrue();
        assertThat(site.site.watchedUntil).isZero();
    }

    @Test
    void theRecordingIsShownToWhoLooksAtTheRecording() {
        site.says().replay("one").watts(300).heard(0);
        assertThat(site.watch(1, false).page()).isNull();
        assertThat(site.watch(1, true).page().id()).isEqualTo("C-012~replay");
    }

    @Test
    void newPortsAreOnTheLineWithinTwoSecondsAlsoIfNobodyLooks() {
        hear(0, 20);
        EbikeDecision second = site.says().port(2).watts(300).heard(30);
        assertThat(second.summary().ports()).isEqualTo(2);

        EbikeDecision third = site.says().port(3).watts(300).heard(31);
        assertThat(third.summary()).as("not with every port of a start").isNull();
        int shown = site.summaries;
        site.waitUntil(32);
        assertThat(site.summaries).isEqualTo(shown + 1);
        hear(33, 89);
        assertThat(site.summaries).as("the rest can wait a minute").isEqualTo(shown + 1);
    }

    private void hear(int from, int to) {
        for (int second = from; second <= to; second++) {
            site.says().watts(300).heard(second);
        }
    }
}
