package org.citywall.stream.slope.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.place.SiteRef;
import org.citywall.contracts.slope.SlopeHour;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.SlopeReading;
import org.citywall.contracts.slope.SlopeRelease;
import org.citywall.contracts.slope.SlopeView;
import org.citywall.stream.log.LogPause;
import org.citywall.stream.log.flink.PauseOperator;
import org.citywall.stream.slope.SlopeInput;
import org.citywall.stream.slope.SlopePolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlopeFunctionHarnessTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final SiteRef SITE = new SiteRef("S-001", "一号边坡", 114.1, 22.6);
    private static final Duration STANDSTILL = Duration.ofSeconds(30);
    private static final Duration REMEMBERED = Duration.ofHours(24);
    private static final int BEGIN_HOUR = 85 * 24;
    private static final int END_HOUR = 99 * 24 + 12;

    private KeyedOneInputStreamOperatorTestHarness<String, SlopeInput, AlertInput> harness;

    @BeforeEach
    void open() throws Exception {
        harness = create();
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void anAcceleratingSlopeBecomesOrangeAndRedAndItsPageSaysSo() throws Exception {
        accelerate(BEGIN_HOUR, END_HOUR);

        assertThat(levels(outputs(harness))).containsSubsequence(Level.ORANGE, Level.RED);
        List<SlopeView> views = views(harness);
        SlopeView last = views.get(views.size() - 1);
        assertThat(last.id()).isEqualTo("S-001");
        assertThat(last.level()).isEqualTo(Level.RED);
        assertThat(last.reasons()).isNotEmpty();
        assertThat(views).extracting(SlopeView::rev).isSorted().doesNotHaveDuplicates();
        assertThat(last.rev()).as("not less than the time").isGreaterThanOrEqualTo(hour(97 * 24));
        assertThat(harness.numEventTimeTimers()).as("one timer, however many readings").isOne();
    }

    @Test
    void aJobThatLostItsStateRaisesNothingOfLastWeekAgainButTellsHowEachSlopeStands()
            throws Exception {
        harness.setProcessingTime(hour(END_HOUR) + REMEMBERED.toMillis() - hours(2));
        accelerate(BEGIN_HOUR, END_HOUR - 2);
        assertThat(outputs(harness)).isEmpty();
        assertThat(views(harness)).isEmpty();

        accelerate(END_HOUR - 2, END_HOUR);

        assertThat(levels(outputs(harness))).containsExactly(Level.RED);
        assertThat(views(harness).get(0).level()).isEqualTo(Level.RED);
    }

    @Test
    void aJobThatWasRestoredTellsWhatItMissedHoweverOldItIs() throws Exception {
        accelerate(BEGIN_HOUR, 90 * 24);
        OperatorSubtaskState saved = harness.snapshot(1, 1);
        harness.close();
        harness = create();
        harness.setup();
        harness.initializeState(saved);
        harness.open();
        harness.setProcessingTime(hour(END_HOUR) + Duration.ofDays(3).toMillis());

        accelerate(90 * 24, END_HOUR);

        assertThat(levels(outputs(harness))).containsSubsequence(Level.ORANGE, Level.RED);
    }

    @Test
    void ofManyReadingsThePageIsShownInItsTurnAndTheNewestAlways() throws Exception {
        long begin = hour(END_HOUR);
        for (int s = 0; s <= 100; s += 2) {
            send(crackAt(begin + s * 1_000L, 0.001 * s), begin + s * 1_000L);
            harness.processWatermark(begin + s * 1_000L);
        }
        assertThat(views(harness)).hasSize(4);
        assertThat(harness.numEventTimeTimers()).as("one timer for beat and page").isOne();

        harness.processWatermark(begin + 130_000);
        assertThat(views(harness)).hasSize(5);
        pass(begin + 130_000, begin + 590_000);
        assertThat(views(harness)).hasSize(5);
    }

    @Test
    void aRestoreInTheMiddleDecidesTheSame() throws Exception {
        accelerate(BEGIN_HOUR, END_HOUR);
        List<Detection> whole = outputs(harness);
        List<String> wholeViews = views(harness).stream().map(Json::string).toList();
        close();

        open();
        int middle = (BEGIN_HOUR + END_HOUR) / 2;
        accelerate(BEGIN_HOUR, middle);
        List<Detection> parts = new ArrayList<>(outputs(harness));
        List<String> partViews =
                new ArrayList<>(views(harness).stream().map(Json::string).toList());
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        close();
        harness = create();
        harness.initializeState(snapshot);
        harness.open();
        accelerate(middle, END_HOUR);
        parts.addAll(outputs(harness));
        partViews.addAll(views(harness).stream().map(Json::string).toList());

        assertThat(parts).isEqualTo(whole);
        assertThat(partViews).isEqualTo(wholeViews);
    }

    /** The long record is told the same by a restore, so writing it again does no harm. */
    @Test
    void theHoursOfLiveAndRecordedSlopesGoToTheLongRecordUnderTheirOwnKeys() throws Exception {
        accelerate(BEGIN_HOUR, END_HOUR);
        List<SlopeHour> whole = hours(harness);
        close();

        open();
        int middle = (BEGIN_HOUR + END_HOUR) / 2;
        accelerate(BEGIN_HOUR, middle);
        List<SlopeHour> parts = new ArrayList<>(hours(harness));
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        close();
        harness = create();
        harness.initializeState(snapshot);
        harness.open();
        accelerate(middle, END_HOUR);
        parts.addAll(hours(harness));

        assertThat(parts).isEqualTo(whole);
        assertThat(whole).extracting(SlopeHour::run).containsOnlyNulls();
        assertThat(whole.stream().filter(one -> one.change() != null))
                .extracting(one -> one.change().level())
                .containsSubsequence(Level.ORANGE, Level.RED);

        int live = hours(harness).size();
        send(crack("C1", BEGIN_HOUR, 1, true), hour(END_HOUR));
        assertThat(hours(harness).subList(live, hours(harness).size()))
                .isNotEmpty()
                .allMatch(one -> one.run().equals("test") && one.siteId().equals("S-001"));
    }

    /** Whether the watermark came before the next reading or after it, beats come first. */
    @Test
    void itDoesNotMatterWhenTheWatermarkComes() throws Exception {
        accelerateWithTicks(BEGIN_HOUR, BEGIN_HOUR + 48);
        send(crack("C1", BEGIN_HOUR + 60, 1, false), hour(BEGIN_HOUR + 60));
        List<Detection> late = outputs(harness);
        close();

        open();
        accelerateWithTicks(BEGIN_HOUR, BEGIN_HOUR + 48);
        pass(hour(BEGIN_HOUR + 47), hour(BEGIN_HOUR + 60) - 1);
        send(crack("C1", BEGIN_HOUR + 60, 1, false), hour(BEGIN_HOUR + 60));

        assertThat(late).extracting(Detection::kind).contains("offline");
        assertThat(outputs(harness)).isEqualTo(late);
    }

    @Test
    void silenceInHeavyRainIsFoundByTheTimer() throws Exception {
        int rainFrom = BEGIN_HOUR + 48;
        accelerate(BEGIN_HOUR, rainFrom);
        for (int h = rainFrom; h < rainFrom + 2; h++) {
            send(rain(h, 60), hour(h));
        }
        assertThat(outputs(harness)).extracting(Detection::kind).doesNotContain("silence");

        pass(hour(rainFrom + 1), hour(rainFrom + 4));

        assertThat(outputs(harness)).extracting(Detection::kind).contains("silence");
    }

    /** Ten days come in a second, and the watermark goes on meanwhile: nobody is silent. */
    @Test
    void aBacklogIsNotSilence() throws Exception {
        long now = hour(END_HOUR);
        for (int h = BEGIN_HOUR; h < BEGIN_HOUR + 240; h++) {
            send(crack("C1", h, h * 0.01, now), now + h - BEGIN_HOUR);
            harness.processWatermark(now + h - BEGIN_HOUR);
        }

        assertThat(outputs(harness)).isEmpty();
        pass(now + 240, now + hours(5));
        assertThat(outputs(harness)).isEmpty();
        pass(now + hours(5), now + hours(8));
        assertThat(outputs(harness)).extracting(Detection::kind).containsExactly("offline");
    }

    /** One station has told its ten days before the other begins. */
    @Test
    void aStationWhoseBacklogComesLaterIsNotSilent() throws Exception {
        long now = hour(END_HOUR);
        for (String station : List.of("C1", "C2")) {
            for (int h = BEGIN_HOUR; h < BEGIN_HOUR + 240; h++) {
                send(crack(station, h, h * 0.01, now), now);
            }
        }

        assertThat(outputs(harness)).isEmpty();
    }

    @Test
    void whatIsRecordedDoesNotTouchTheLiveSlope() throws Exception {
        send(crack("C1", END_HOUR, 1, false), hour(END_HOUR));
        for (int h = BEGIN_HOUR; h < END_HOUR; h++) {
            send(crack("C1", h, fukuzono(h), true), hour(END_HOUR) + 1);
            send(crack("C2", h, fukuzono(h), true), hour(END_HOUR) + 1);
        }
        send(crack("C1", END_HOUR + 1, 1, false), hour(END_HOUR + 1));

        assertThat(outputs(harness)).isNotEmpty().allMatch(Detection::replay);
        assertThat(outputs(harness))
                .extracting(Detection::groupKey)
                .allMatch(group -> group.endsWith("/S-001/replay"));
        assertThat(views(harness))
                .filteredOn(view -> view.id().equals("S-001"))
                .allMatch(view -> view.level() == SlopeView.NO_LEVEL && !view.replay());
        assertThat(views(harness))
                .filteredOn(view -> view.id().equals("S-001~replay"))
                .isNotEmpty()
                .allMatch(SlopeView::replay)
                .extracting(SlopeView::level)
                .contains(Level.RED);
        pass(hour(END_HOUR + 1), hour(END_HOUR + 1) + 5_000);
        assertThat(harness.numEventTimeTimers()).as("only the live one has a beat").isOne();
        List<SlopeView> recorded = views(harness).stream().filter(SlopeView::replay).toList();
        assertThat(recorded.get(recorded.size() - 1).at())
                .as("the last page of a recording comes without a beat")
                .isEqualTo(Instant.ofEpochMilli(hour(END_HOUR - 1)));
    }

    @Test
    void settingsHoldForTheLiveSlopeAndForWhatIsRecorded() throws Exception {
        SlopeProfile profile =
                new SlopeProfile(
                        "S-001", 3, "一号边坡", null, null, null, null, null, "王工", null, START, null);
        send(SlopeInput.of(profile), hour(0));
        send(crack("C1", 1, 1, false), hour(1));
        send(crack("C1", 1, 1, true), hour(1));

        assertThat(views(harness))
                .extracting(view -> view.id() + " " + view.profileVersion())
                .contains("S-001 3", "S-001~replay 3");
        assertThat(SlopeInput.TICK.addressed()).isEmpty();
    }

    /** A release is for what is going on; at a level that does not stand it has no effect. */
    @Test
    void aReleaseReachesTheLiveSlopeOnly() throws Exception {
        for (int h = 0; h < 120; h++) {
            double mm = 0.8 * h / 24 + Math.min(Math.max(h - 48, 0), 24) * 14 / 24.0;
            send(crack("C1", h, mm, false), hour(h));
            send(crack("C2", h, mm, false), hour(h) + 1);
        }
        SlopeInput release =
                SlopeInput.of(new SlopeRelease("r", "S-001", 1, "王工", "现场复核稳定", START));
        assertThat(release.addressed()).containsExactly(release);
        int before = outputs(harness).size();

        send(release, hour(119) + 2);
        send(release, hour(119) + 2 + 1);

        assertThat(outputs(harness)).hasSize(before + 1);
        assertThat(outputs(harness).get(before).level()).isEqualTo(4);
        assertThat(outputs(harness).get(before).reason()).contains("王工", "现场复核稳定");
        List<SlopeView> views = views(harness);
        assertThat(views.get(views.size() - 1).released().by()).isEqualTo("王工");
    }

    /**
     * While all gateways are down nobody can be heard; the first to come is a tick or a reading.
     */
    @Test
    void aPauseOfTheLogIsNotSilence() throws Exception {
        accelerate(BEGIN_HOUR, BEGIN_HOUR + 48);
        long awake = hour(BEGIN_HOUR + 60);
        harness.processWatermark(awake);
        pass(awake, awake + hours(1));
        assertThat(outputs(harness)).extracting(Detection::kind).doesNotContain("offline");

        long again = awake + hours(20);
        SlopeInput first = crack("C1", BEGIN_HOUR + 80, 1, again);
        Instant end = Instant.ofEpochMilli(again);
        send(first.after(new LogPause(end.minusSeconds(3_600), end)), again);
        assertThat(outputs(harness)).extracting(Detection::kind).doesNotContain("offline");

        pass(again, again + hours(8));
        assertThat(outputs(harness)).extracting(Detection::kind).contains("offline");
    }

    /** Time in the steps of the ticks, or nearly. */
    private void pass(long from, long until) throws Exception {
        for (long at = from; at < until; at += 20_000) {
            harness.processWatermark(at);
        }
        harness.processWatermark(until);
    }

    private void accelerate(int fromHour, int untilHour) throws Exception {
        for (int h = fromHour; h < untilHour; h++) {
            send(crack("C1", h, fukuzono(h), false), hour(h));
            send(crack("C2", h, fukuzono(h), false), hour(h) + 1);
            harness.processWatermark(hour(h) + 2);
        }
    }

    /** The same in time that never stood still. */
    private void accelerateWithTicks(int fromHour, int untilHour) throws Exception {
        for (int h = fromHour; h < untilHour; h++) {
            pass(hour(h - 1) + 2, hour(h) - 1);
            accelerate(h, h + 1);
        }
    }

    private void send(SlopeInput input, long at) throws Exception {
        for (SlopeInput one : input.addressed()) {
            harness.processElement(one, at);
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, SlopeInput, AlertInput> create()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new PauseOperator<>(
                        new SlopeFunction(SlopePolicy.defaults(), STANDSTILL, REMEMBERED),
                        STANDSTILL),
                SlopeInput::key,
                Types.STRING);
    }

    private static List<Detection> outputs(
            KeyedOneInputStreamOperatorTestHarness<?, ?, AlertInput> from) {
        return from.extractOutputValues().stream().map(AlertInput::detection).toList();
    }

    private static List<SlopeView> views(
            KeyedOneInputStreamOperatorTestHarness<?, ?, AlertInput> from) {
        Queue<StreamRecord<SlopeView>> views = from.getSideOutput(SlopeFunction.VIEWS);
        return views == null ? List.of() : views.stream().map(StreamRecord::getValue).toList();
    }

    private static List<SlopeHour> hours(
            KeyedOneInputStreamOperatorTestHarness<?, ?, AlertInput> from) {
        Queue<StreamRecord<SlopeHour>> hours = from.getSideOutput(SlopeFunction.HOURS);
        return hours == null ? List.of() : hours.stream().map(StreamRecord::getValue).toList();
    }

    private static List<Integer> levels(List<Detection> detections) {
        return detections.stream()
                .filter(detection -> detection.kind().equals("slope-level"))
                .map(Detection::level)
                .toList();
    }

    private static SlopeInput crack(String station, int hour, double mm, boolean replay) {
        Instant at = Instant.ofEpochMilli(hour(hour));
        return reading(station, SlopeInstrument.CRACK, hour, mm, at, replay);
    }

    private static SlopeInput crack(String station, int hour, double mm, long receivedAt) {
        Instant at = Instant.ofEpochMilli(receivedAt);
        return reading(station, SlopeInstrument.CRACK, hour, mm, at, false);
    }

    private static SlopeInput crackAt(long deviceTime, double mm) {
        Instant at = Instant.ofEpochMilli(deviceTime);
        return reading("C1", SlopeInstrument.CRACK, at, mm, at, false);
    }

    private static SlopeInput rain(int hour, double mm) {
        Instant at = Instant.ofEpochMilli(hour(hour));
        return reading("R1", SlopeInstrument.RAIN, hour, mm, at, false);
    }

    private static SlopeInput reading(
            String station,
            SlopeInstrument instrument,
            int hour,
            double value,
            Instant receivedAt,
            boolean replay) {
        Instant at = Instant.ofEpochMilli(hour(hour));
        return reading(station, instrument, at, value, receivedAt, replay);
    }

    private static SlopeInput reading(
            String station,
            SlopeInstrument instrument,
            Instant deviceTime,
            double value,
            Instant receivedAt,
            boolean replay) {
        return SlopeInput.of(
                new SlopeReading(
                        station + deviceTime,
                        "test",
                        station,
                        instrument,
                        "1",
                        Map.of("value", value),
                        deviceTime,
                        receivedAt,
                        SITE,
                        "yunwan/shapu",
                        "云湾 沙浦",
                        true,
                        replay,
                        null));
    }

    /** 1/v = 0.05 (100 − t), t in days. */
    private static double fukuzono(int hour) {
        return Math.log(40 / (100 - hour / 24.0)) / 0.05;
    }

    private static long hour(int hour) {
        return START.toEpochMilli() + hours(hour);
    }

    private static long hours(int hours) {
        return hours * 3_600_000L;
    }
}
