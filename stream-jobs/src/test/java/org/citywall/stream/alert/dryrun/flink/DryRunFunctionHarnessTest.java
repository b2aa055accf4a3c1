package org.citywall.stream.alert.dryrun.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.AlertRulesReader;
import org.citywall.contracts.alertrule.DryRunRequest;
import org.citywall.contracts.alertrule.DryRunResult;
import org.citywall.stream.alert.AlertGroup;
import org.citywall.stream.alert.AlertPolicy;
import org.citywall.stream.alert.dryrun.DryRunLimits;
import org.citywall.stream.alert.dryrun.Histories;
import org.citywall.stream.alert.dryrun.LoggedInput;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests go through the operator; the history is a hand-made one. */
@SuppressWarnings("try") // As with every harness: its close may be interrupted.
@Timeout(60)
class DryRunFunctionHarnessTest {
    private static final Instant NOW = AlertGroup.at(3_600);
    private static final DryRunLimits LIMITS = DryRunLimits.defaults();

    /** What the histories were asked, and whether they were closed; operators are copies. */
    private static volatile String asked;

    private static final AtomicInteger OPENED = new AtomicInteger();
    private static final AtomicInteger CLOSED = new AtomicInteger();

    /** A press; a history of the third kind waits until it is interrupted. */
    private record Made(String kind) implements Histories {
        @Override
        public Opened open(Instant from, Instant until) {
            OPENED.incrementAndGet();
            asked = from + " " + until;
            if (kind.equals("away")) {
                throw new IllegalStateException("no broker");
            }
            return new Press(kind.equals("slow"));
        }
    }

    private static final class Press implements Histories.Opened {
        private final boolean slow;
        private boolean told;

        Press(boolean slow) {
            this.slow = slow;
        }

        @Override
        public boolean hasNext() {
            if (slow) {
                try {
                    new CountDownLatch(1).await(30, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return !told;
        }

        @Override
        public LoggedInput next() {
            told = true;
            AlertInput press = AlertInput.of(AlertGroup.press("d1", "P1"));
            return new LoggedInput(AlertGroup.at(10), press);
        }

        @Override
        public long malformed() {
            return 3;
        }

        @Override
        public boolean isCutShort() {
            return false;
        }

        @Override
        public void close() {
            CLOSED.incrementAndGet();
        }
    }

    @BeforeEach
    void forget() {
        OPENED.set(0);
        CLOSED.set(0);
    }

    private static OneInputStreamOperatorTestHarness<DryRunRequest, DryRunResult> harness(
            String kind, Instant now) throws Exception {
        DryRunFunction function =
                new DryRunFunction(
                        new Made(kind),
                        AlertPolicy.defaults(),
                        LIMITS,
                        Clock.fixed(now, ZoneOffset.UTC));
        OneInputStreamOperatorTestHarness<DryRunRequest, DryRunResult> harness =
                new OneInputStreamOperatorTestHarness<>(
                        new AsyncWaitOperatorFactory<>(
                                function,
                                LIMITS.timeout().toMillis(),
                                2,
                                AsyncDataStream.OutputMode.UNORDERED),
                        TypeInformation.of(DryRunRequest.class)
                                .createSerializer(
                                        new SerializerConfigImpl(
                                                new org.apache.flink.configuration
                                                        .Configuration())));
        harness.open();
        return harness;
    }

    private static DryRunRequest request(String id) {
        AlertRules rules = AlertRulesReader.shipped();
        return new DryRunRequest(id, "admin", NOW, 1, rules, rules);
    }

    private static List<DryRunResult> ask(
            OneInputStreamOperatorTestHarness<DryRunRequest, DryRunResult> harness, String... ids)
            throws Exception {
        for (String id : ids) {
            harness.processElement(new StreamRecord<>(request(id)));
        }
        harness.endInput();
        return harness.extractOutputValues();
    }

    @Test
    void aRequestIsAnsweredFromItsHours() throws Exception {
        try (var harness = harness("well", NOW)) {
            DryRunResult result = ask(harness, "r1").get(0);

            assertThat(result.id()).isEqualTo("r1");
            assertThat(result.failure()).isNull();
            assertThat(result.report().current().alerts()).isEqualTo(1);
            assertThat(result.report().dropped()).containsEntry("malformed", 3L);
            assertThat(result.at()).isEqualTo(NOW);
        }
        assertThat(asked).isEqualTo(AlertGroup.START + " " + NOW.plus(LIMITS.reading()));
        assertThat(CLOSED).hasValue(1);
    }

    @Test
    void whatCannotBeReadIsAnAnswerTooAndTheNextOneIsTried() throws Exception {
        try (var harness = harness("away", NOW)) {
            List<DryRunResult> results = ask(harness, "r1", "r2");

            assertThat(results).extracting(DryRunResult::id).containsExactlyInAnyOrder("r1", "r2");
            assertThat(results).allSatisfy(r -> assertThat(r.failure()).contains("no broker"));
        }
        assertThat(OPENED).hasValue(2);
    }

    @Test
    void oneThatTakesTooLongIsEndedAndLetsGoOfItsHistory() throws Exception {
        try (var harness = harness("slow", NOW)) {
            harness.setProcessingTime(0);
            harness.processElement(new StreamRecord<>(request("r1")));
            while (OPENED.get() == 0) {
                Thread.onSpinWait();
            }
            harness.setProcessingTime(LIMITS.timeout().toMillis() + 1);
            harness.endInput();

            assertThat(harness.extractOutputValues())
                    .extracting(DryRunResult::failure)
                    .containsExactly("试运行超时");
            while (CLOSED.get() == 0) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void oneThatNobodyWaitsForAnyMoreIsNotBegun() throws Exception {
        Instant late = NOW.plus(LIMITS.waiting()).plus(Duration.ofMillis(1));
        try (var harness = harness("well", late)) {
            assertThat(ask(harness, "r1").get(0).failure()).isEqualTo("试运行请求已过时");
        }
        assertThat(OPENED).hasValue(0);
    }
}
