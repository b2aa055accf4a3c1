package org.citywall.stream.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.datagen.functions.FromElementsGeneratorFunction;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.AlertRulesReader;
import org.citywall.contracts.alertrule.DryRunRequest;
import org.citywall.contracts.alertrule.DryRunResult;
import org.citywall.contracts.ticket.HotSpot;
import org.citywall.contracts.ticket.TicketContent;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketProposal;
import org.citywall.contracts.ticket.TicketRef;
import org.citywall.contracts.ticket.TicketSpot;
import org.citywall.stream.alert.AlertGroup;
import org.citywall.stream.alert.dryrun.Histories;
import org.citywall.stream.alert.dryrun.LoggedInput;
import org.citywall.stream.alert.dryrun.flink.DryRunFunction;
import org.citywall.stream.config.StreamOptions;
import org.citywall.stream.io.LogTimeWatermarks;
import org.citywall.stream.ticket.TicketInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The insight job on a mini cluster, from events of tickets to everything that it finds. */
class InsightJobIT {
    private static final Instant START = Instant.parse("2026-09-21T00:00:00Z");

    @TempDir private Path checkpoints;

    private static TicketInput created(int number, int minute, TicketEventKind kind) {
        Instant at = START.plusSeconds(60L * minute);
        TicketContent content =
                new TicketContent(
                        null,
                        "01-02",
                        "暴露垃圾",
                        "楼下垃圾三天没有人来清理",
                        null,
                        null,
                        "caller-" + number,
                        "hotline",
                        false,
                        false);
        return TicketInput.of(
                new TicketEvent(
                        "e-" + number,
                        new TicketRef("hotline", "" + number),
                        "case-" + number,
                        kind,
                        null,
                        null,
                        content,
                        new TicketSpot("a/b", "甲/乙", 114.05, 22.53),
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        at,
                        at,
                        false));
    }

    @Test
    void fiveCallersOfOneThingAreAGroupAHotSpotAndCasesThatMayBeOne() throws Exception {
        List<TicketInput> script = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            script.add(created(number, number, TicketEventKind.CREATED));
            script.add(created(number, number, TicketEventKind.CREATED)); // told again
        }
        script.add(created(9, 30, TicketEventKind.PROGRESS)); // time goes on
        CollectingSink<TicketEvent> flags = new CollectingSink<>("flags");
        CollectingSink<HotSpot> view = new CollectingSink<>("view");
        CollectingSink<HotSpot> hotSpots = new CollectingSink<>("hot-spots");
        CollectingSink<TicketProposal> proposals = new CollectingSink<>("proposals");
        CollectingSink<DryRunResult> results = new CollectingSink<>("results");
        StreamOptions options =
                StreamOptions.fromEnv(
                        Map.of("CITYWALL_CHECKPOINT_DIR", checkpoints.toUri().toString()));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.configure(FlinkSettings.of(options, InsightJob.NAME));

        new InsightJob(
                        source(script),
                        time(),
                        new InsightJob.Sinks(flags, view, hotSpots, proposals),
                        options.insight(),
                        new InsightJob.DryRuns(
                                requests(),
                                new DryRunFunction(
                                        (from, until) -> new OnePress(),
                                        options.alert(),
                                        options.dryRun(),
                                        Clock.fixed(START, ZoneOffset.UTC)),
                                options.dryRun(),
                                results))
                .define(env);
        env.execute();

        assertThat(hotSpots.collected()).extracting(HotSpot::count).containsExactly(5);
        assertThat(view.collected()).isEqualTo(hotSpots.collected());
        assertThat(proposals.collected()).hasSize(4);
        assertThat(flags.collected())
                .filteredOn(flag -> flag.flag() == TicketFlag.GROUP)
                .extracting(TicketEvent::caseId)
                .containsExactlyInAnyOrder("case-0", "case-1", "case-2", "case-3", "case-4");
        assertThat(flags.collected()).filteredOn(flag -> flag.flag() == TicketFlag.HOT).hasSize(5);
        assertThat(results.collected()).extracting(DryRunResult::id).containsExactly("r1");
        assertThat(results.collected().get(0).report().current().alerts()).isEqualTo(1);
    }

    /** A history of one press. */
    private static final class OnePress implements Histories.Opened {
        private final Iterator<LoggedInput> all =
                List.of(
                                new LoggedInput(
                                        START.minusSeconds(60),
                                        AlertInput.of(AlertGroup.press("d1", "P1"))))
                        .iterator();

        @Override
        public boolean hasNext() {
            return all.hasNext();
        }

        @Override
        public LoggedInput next() {
            return all.next();
        }

        @Override
        public long malformed() {
            return 0;
        }

        @Override
        public boolean isCutShort() {
            return false;
        }

        @Override
        public void close() {}
    }

    private static Source<DryRunRequest, ?, ?> requests() {
        AlertRules rules = AlertRulesReader.shipped();
        TypeInformation<DryRunRequest> info = TypeInformation.of(DryRunRequest.class);
        return new DataGeneratorSource<>(
                new FromElementsGeneratorFunction<>(
                        info,
                        new ExecutionConfig(),
                        List.of(new DryRunRequest("r1", "admin", START, 1, rules, rules))),
                1,
                info);
    }

    private static Source<TicketInput, ?, ?> source(List<TicketInput> script) {
        TypeInformation<TicketInput> info = TypeInformation.of(TicketInput.class);
        return new DataGeneratorSource<>(
                new FromElementsGeneratorFunction<>(info, new ExecutionConfig(), script),
                script.size(),
                info);
    }

    private static WatermarkStrategy<TicketInput> time() {
        return LogTimeWatermarks.<TicketInput>strategy()
                .withTimestampAssigner(
                        (input, before) -> input.event().receivedAt().toEpochMilli());
    }
}
