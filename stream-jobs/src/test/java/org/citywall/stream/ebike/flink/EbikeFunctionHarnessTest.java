package org.citywall.stream.ebike.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.ebike.CameraEvent;
import org.citywall.contracts.ebike.ChargerPage;
import org.citywall.contracts.ebike.ChargerProfile;
import org.citywall.contracts.ebike.ChargerReading;
import org.citywall.contracts.ebike.PageWatch;
import org.citywall.contracts.ebike.PortAction;
import org.citywall.contracts.ebike.PortAnswer;
import org.citywall.contracts.ebike.PortOrder;
import org.citywall.contracts.ebike.PortOrderState;
import org.citywall.contracts.ebike.PortOrderView;
import org.citywall.contracts.ebike.PortState;
import org.citywall.contracts.place.SiteRef;
import org.citywall.stream.ebike.EbikeInput;
import org.citywall.stream.ebike.EbikePolicy;
import org.citywall.stream.ebike.RawReading;
import org.citywall.stream.ebike.SilenceLimits;
import org.citywall.stream.log.flink.PauseOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EbikeFunctionHarnessTest {
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final SiteRef SITE = new SiteRef("C-012", "榕树新村车棚", 114.03, 22.52);
    private static final Duration STANDSTILL = Duration.ofSeconds(30);

    private KeyedOneInputStreamOperatorTestHarness<String, EbikeInput, AlertInput> harness;
    private int sequence;

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
    void aHotPortIsToldAndItsPageSaysSo() throws Exception {
        hear(0, 300, 92);
        hear(10, 300, 93);

        assertThat(told(harness)).containsExactly("port-hot 1");
        List<ChargerPage> pages = side(EbikeFunction.PAGES);
        ChargerPage last = pages.get(pages.size() - 1);
        assertThat(last.id()).isEqualTo("C-012");
        assertThat(last.summary().level()).isEqualTo(1);
        assertThat(last.ports()).hasSize(1);
        assertThat(pages).extracting(ChargerPage::rev).isSorted().doesNotHaveDuplicates();
        assertThat(last.rev()).as("not less than the time").isEqualTo(ms(10));
        assertThat(harness.numEventTimeTimers()).as("one timer, however many readings").isOne();
    }

    @Test
    void anOrderGoesItsWayByTimersAlone() throws Exception {
        hear(0, 300, 40);
        send(1, EbikeInput.of(order(1), null));
        pass(1, 60);

        assertThat(orders())
                .containsExactly(
                        PortOrderState.REQUESTED, PortOrderState.REQUESTED, PortOrderState.TIMEOUT);
        assertThat(side(EbikeFunction.COMMANDS)).hasSize(2);
        assertThat(told(harness)).containsExactly("cut-off-failed 2");
    }

    @Test
    void anOrderIsProven() throws Exception {
        hear(0, 300, 40);
        send(1, EbikeInput.of(order(1), null));
        send(2, EbikeInput.of(answer(2, PortAnswer.Step.SENT), null));
        send(3, EbikeInput.of(answer(3, PortAnswer.Step.DONE), null));
        hear(4, 0, 40);
        hear(6, 0, 40);

        assertThat(orders()).endsWith(PortOrderState.VERIFIED);
        assertThat(told(harness)).isEmpty();
        List<ChargerPage> pages = side(EbikeFunction.PAGES);
        assertThat(pages.get(pages.size() - 1).ports().get(0).lockedBy()).isEqualTo("officer");
    }

    @Test
    void aRestoreInTheMiddleDecidesTheSame() throws Exception {
        play(0, 40);
        List<String> whole = told(harness);
        List<PortOrderState> wholeOrders = orders();
        assertThat(wholeOrders).endsWith(PortOrderState.TIMEOUT);

        for (int cut : List.of(2, 7, 12, 15, 25, 33)) {
            close();
            harness = create();
            harness.open();
            sequence = 0;
            play(0, cut);
            List<String> told = new ArrayList<>(told(harness));
            List<PortOrderState> orders = new ArrayList<>(orders());
            reopen();
            play(cut, 40);
            told.addAll(told(harness));
            orders.addAll(orders());

            assertThat(told).as("cut at " + cut).isEqualTo(whole);
            assertThat(orders).as("cut at " + cut).isEqualTo(wholeOrders);
        }
    }

    @Test
    void aChargerThatReportsEachMinuteProvesAlsoAfterARestore() throws Exception {
        for (int second = 0; second <= 600; second += 60) {
            hear(second, 300, 40);
        }
        send(601, EbikeInput.of(order(601), null));
        send(602, EbikeInput.of(answer(602, PortAnswer.Step.DONE), null));
        List<PortOrderState> states = new ArrayList<>(orders());
        reopen();
        pass(603, 659);
        hear(660, 0, 40);
        reopen();
        pass(661, 719);
        hear(720, 0, 40);
        states.addAll(orders());

        assertThat(states)
                .containsExactly(
                        PortOrderState.REQUESTED, PortOrderState.ACKED, PortOrderState.VERIFIED);
    }

    @Test
    void aSiteThatIsGoneLeavesNoStateAndNoTimer() throws Exception {
        close();
        EbikePolicy policy = EbikePolicy.defaults();
        SilenceLimits silence =
                new SilenceLimits(
                        policy.silence().heartbeat(),
                        policy.silence().missed(),
                        policy.silence().lone(),
                        Duration.ofDays(1));
        harness =
                create(
                        new EbikePolicy(
                                policy.heat(),
                                policy.power(),
                                policy.time(),
                                policy.order(),
                                silence,
                                policy.leastConfidence(),
                                policy.cameraHold(),
                                policy.viewEvery(),
                                policy.pageEvery(),
                                policy.watchedEvery(),
                                policy.maxStations(),
                                policy.maxPorts()));
        harness.open();
        hear(0, 300, 40);
        for (int second = 0; second <= 90_000; second += 20) {
            harness.processWatermark(ms(second));
        }

        assertThat(told(harness))
                .containsExactly(
                        "station-offline 3",
                        "site-offline 2",
                        "station-offline -",
                        "site-offline -");
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    /** From a snapshot; what was told before is not told again. */
    private void reopen() throws Exception {
        OperatorSubtaskState saved = harness.snapshot(1, 1);
        close();
        harness = create();
        harness.setup();
        harness.initializeState(saved);
        harness.open();
    }

    /** Readings, an order at 5 s that nobody sends, and watermarks, second by second. */
    private void play(int from, int to) throws Exception {
        for (int second = from; second < to; second++) {
            if (second % 5 == 0) {
                hear(second, 300, 60 + second);
            }
            if (second == 6) {
                send(second, EbikeInput.of(order(second), null));
            }
            harness.processWatermark(ms(second));
        }
    }

    @Test
    void aSilentChargerIsFoundAndAfterAPauseNobodyIsMissed() throws Exception {
        hear(0, 300, 40);
        pass(0, 200);
        assertThat(told(harness)).containsExactly("station-offline 3");

        hear(201, 300, 40);
        harness.processWatermark(ms(201));
        harness.processWatermark(ms(5_000));
        assertThat(told(harness)).as("the watermark jumped").hasSize(2);
        pass(5_000, 5_100);
        assertThat(told(harness)).hasSize(2);
        pass(5_100, 5_200);
        assertThat(told(harness)).hasSize(3);
    }

    /** What it heard last is 180 s ago 5 s behind the pause: no reading has told of it then. */
    @Test
    void aStopOfTheWholeCityIsNoSilenceOfItsChargers() throws Exception {
        hear(0, 300, 40);
        pass(0, 60);
        reopen();
        pass(175, 350);
        assertThat(told(harness)).isEmpty();

        pass(350, 360);
        assertThat(told(harness)).containsExactly("station-offline 3");
    }

    @Test
    void aPauseOfThePartitionForgivesSilence() throws Exception {
        hear(0, 300, 40);
        Instant awake = Instant.ofEpochMilli(ms(900));
        send(901, EbikeInput.of(reading("C-2", 901, 300, 40, false), awake));

        assertThat(told(harness)).isEmpty();
    }

    @Test
    void whatIsRecordedIsKeptApart() throws Exception {
        EbikeInput recorded = EbikeInput.of(reading("CH-1", 0, 300, 95, true), null);
        assertThat(recorded.key()).isEqualTo("C-012~replay");
        send(0, recorded);
        hear(1, 300, 95);

        assertThat(told(harness)).as("one sample of each").isEmpty();
        assertThat(side(EbikeFunction.PAGES))
                .extracting(ChargerPage::id)
                .containsExactly("C-012~replay", "C-012");
    }

    @Test
    void aReadingIsReadWhereItsSiteIsJudgedAndOneThatCannotBeReadStopsNothing() throws Exception {
        send(0, raw(Json.bytes(reading("CH-1", 0, 300, 92, false)), false));
        send(5, raw("{\"id\":".getBytes(UTF_8), false));
        send(6, raw(Json.bytes(reading("CH-1", 6, 300, 92, true)), false));
        assertThat(told(harness)).as("one sample of what goes on").isEmpty();
        send(10, raw(Json.bytes(reading("CH-1", 10, 300, 93, false)), false));

        assertThat(told(harness)).containsExactly("port-hot 1");
    }

    private static EbikeInput raw(byte[] json, boolean replay) {
        return EbikeInput.of(new RawReading(json, 0, 7), "C-012", replay, null);
    }

    @Test
    void settingsGoToWhatIsRecordedTooAndTicksToNobody() {
        EbikeInput settings = EbikeInput.of(ChargerProfile.unset("C-012"), null);

        assertThat(settings.addressed())
                .extracting(EbikeInput::key)
                .containsExactly("C-012", "C-012~replay");
        assertThat(EbikeInput.TICK.addressed()).isEmpty();
        assertThat(EbikeInput.of(order(0), null).addressed()).hasSize(1);
    }

    @Test
    void whoLooksIsShownEachChangeAndARestoreForgetsNobodyWhoLooks() throws Exception {
        hear(0, 300, 40);
        hear(1, 300, 40);
        send(2, EbikeInput.of(new PageWatch("C-012", false, START), null));
        assertThat(side(EbikeFunction.PAGES)).as("news, and who looks").hasSize(2);
        reopen();
        for (int second = 3; second <= 62; second++) {
            hear(second, 300, 40);
            harness.processWatermark(ms(second));
        }

        List<ChargerPage> pages = side(EbikeFunction.PAGES);
        assertThat(pages).as("at 4, 6, to 60 s").hasSize(29);
        assertThat(pages.get(28).rev()).isEqualTo(ms(60));
        assertThat(pages)
                .extracting(ChargerPage::summary)
                .as("with its line")
                .isEqualTo(side(EbikeFunction.SITES));
        for (int second = 63; second <= 300; second++) {
            hear(second, 300, 40);
            harness.processWatermark(ms(second));
        }
        assertThat(side(EbikeFunction.PAGES)).as("nobody looks any more").hasSize(29);
    }

    @Test
    void whoLooksAtASiteThatNobodyHasHeardLeavesNoStateAndNoTimer() throws Exception {
        send(0, EbikeInput.of(new PageWatch("C-9", false, START), null));
        send(1, EbikeInput.of(new PageWatch("C-9", true, START), null));

        assertThat(side(EbikeFunction.PAGES)).isEmpty();
        assertThat(side(EbikeFunction.SITES)).isEmpty();
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void ofABuildingWithCamerasNothingIsKept() throws Exception {
        send(0, EbikeInput.of(seenInLift()));
        pass(0, 700);

        assertThat(told(harness)).containsExactly("ebike-in-lift 2", "ebike-in-lift -");
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void theEndOfABoundedInputIsNotTheEndOfTime() throws Exception {
        hear(0, 300, 40);
        harness.processWatermark(Long.MAX_VALUE);

        assertThat(told(harness)).isEmpty();
    }

    /** Cameras come by a topic of their own, which may be read far ahead. */
    @Test
    void theTimeOfACameraLetsNoOrderRunOutOfTime() throws Exception {
        hear(0, 300, 40);
        send(1, EbikeInput.of(order(1), null));
        send(300, EbikeInput.of(seenInLift()));
        send(2, EbikeInput.of(answer(2, PortAnswer.Step.SENT), null));

        assertThat(orders()).containsExactly(PortOrderState.REQUESTED, PortOrderState.SENT);
    }

    private static CameraEvent seenInLift() {
        return new CameraEvent(
                "e",
                "cam",
                "CAM-1",
                CameraEvent.EBIKE_IN_LIFT,
                0.9,
                null,
                null,
                START,
                SITE,
                "p",
                "云湾",
                false);
    }

    private void hear(int second, double watts, double celsius) throws Exception {
        send(second, EbikeInput.of(reading("CH-1", second, watts, celsius, false), null));
    }

    private ChargerReading reading(
            String station, int second, double watts, double celsius, boolean replay) {
        return new ChargerReading(
                "r" + sequence++,
                "test",
                station,
                1,
                PortState.CHARGING,
                watts,
                null,
                null,
                celsius,
                null,
                null,
                "17",
                second,
                null,
                null,
                null,
                START.plusSeconds(second),
                SITE,
                "yunwan/shapu/C-012",
                "云湾",
                true,
                replay,
                List.of());
    }

    private static PortOrder order(int second) {
        return new PortOrder(
                "o1",
                "C-012",
                "CH-1",
                1,
                PortAction.CUT_OFF,
                "officer",
                "端口过热",
                null,
                START.plusSeconds(second));
    }

    private static PortAnswer answer(int second, PortAnswer.Step step) {
        return new PortAnswer(
                "o1", 1, "C-012", "CH-1", 1, step, null, "gw", START.plusSeconds(second));
    }

    private void send(int second, EbikeInput input) throws Exception {
        harness.processElement(input, ms(second));
    }

    private void pass(int from, int to) throws Exception {
        for (int second = from; second <= to; second++) {
            harness.processWatermark(ms(second));
        }
    }

    private static long ms(int second) {
        return START.toEpochMilli() + second * 1_000L;
    }

    private List<PortOrderState> orders() {
        return side(EbikeFunction.ORDERS).stream().map(PortOrderView::state).toList();
    }

    private <T> List<T> side(OutputTag<T> tag) {
        Queue<StreamRecord<T>> records = harness.getSideOutput(tag);
        return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
    }

    private static List<String> told(
            KeyedOneInputStreamOperatorTestHarness<String, EbikeInput, AlertInput> harness) {
        return harness.extractOutputValues().stream()
                .map(AlertInput::detection)
                .map(one -> one.kind() + " " + (one.raised() ? one.level() : "-"))
                .toList();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, EbikeInput, AlertInput> create()
            throws Exception {
        return create(EbikePolicy.defaults());
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, EbikeInput, AlertInput> create(
            EbikePolicy policy) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new PauseOperator<>(new EbikeFunction(policy, STANDSTILL), STANDSTILL),
                EbikeInput::key,
                Types.STRING);
    }
}
