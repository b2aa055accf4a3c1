package org.citywall.launcher.bench;

import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.citywall.contracts.Json;
import org.citywall.contracts.ticket.TicketStep;
import org.citywall.stream.config.StreamOptions;
import org.citywall.stream.io.KafkaStreams;
import org.citywall.stream.io.LiveWrites;
import org.citywall.stream.job.TicketJob;
import org.citywall.stream.ticket.TicketInput;

/** Reads the log of tickets by the tickets job, and by one that reads and parses only. */
final class TicketDrain {
    private final StreamOptions options;
    private final String bootstrap;

    /**
     * @param data where checkpoints and the files of the state go
     * @param backend where the state lies
     */
    TicketDrain(String bootstrap, Path data, String backend) {
        this.bootstrap = bootstrap;
        this.options =
                StreamOptions.fromEnv(
                        Map.of(
                                "CITYWALL_KAFKA", bootstrap,
                                "CITYWALL_CHECKPOINT_DIR",
                                        data.resolve("checkpoints").toUri().toString(),
                                "CITYWALL_TICKET_BACKEND", backend));
    }

    StreamOptions options() {
        return options;
    }

    /**
     * The real job over the whole log as fast as it goes; what it tells becomes JSON.
     *
     * @param events on the log, each of which changes its case
     */
    Drain.Result job(long from, long events) throws Exception {
        return Drain.run(
                options,
                "tickets drain",
                from,
                events,
                env -> {
                    Configuration settings = TicketJob.settings(options);
                    settings.removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
                    env.configure(settings);
                    new TicketJob(
                                    KafkaStreams.ticketBacklog(bootstrap),
                                    KafkaStreams.ticketRuleBacklog(bootstrap),
                                    Drain.counted(input -> input.event() != null),
                                    sinks(),
                                    options.ticket(),
                                    subtask -> 1)
                            .define(env);
                });
    }

    /** The same source and the same reader, and nothing behind it. */
    Drain.Result consumeParse(long from) throws Exception {
        return Drain.run(
                options,
                "consume-parse drain",
                from,
                env ->
                        env.fromSource(
                                        KafkaStreams.ticketBacklog(bootstrap),
                                        Drain.<TicketInput>counted(input -> input.event() != null),
                                        "tickets")
                                .returns(TypeInformation.of(TicketInput.class))
                                .uid("tickets")
                                .sinkTo(new DiscardingSink<>())
                                .uid("nowhere"));
    }

    /** The job without end, for its checkpoints, timers and restarts. */
    void endless(StreamExecutionEnvironment env) {
        env.configure(TicketJob.settings(options));
        new TicketJob(
                        KafkaStreams.ticketEvents(bootstrap),
                        KafkaStreams.ticketRules(bootstrap),
                        Drain.counted(input -> input.event() != null),
                        sinks(),
                        options.ticket(),
                        subtask -> 1)
                .define(env);
    }

    /** Warnings are handed to {@link TicketTimers}; all becomes JSON, as on its way to Kafka. */
    private static TicketJob.Sinks sinks() {
        return new TicketJob.Sinks(
                new ToNowhere<>(
                        change -> {
                            for (TicketStep step : change.steps()) {
                                if (step.action().equals("clock-warned")) {
                                    TicketTimers.told(change.ticket().id(), step.id());
                                }
                            }
                            boolean isWritten = Json.bytes(change).length > 0;
                            Drain.sunk();
                            return isWritten;
                        }),
                new DiscardingSink<>(),
                new ToNowhere<>(order -> Json.bytes(order).length < 0),
                new DiscardingSink<>(),
                new ToNowhere<>(board -> LiveWrites.of(board).rev() < 0));
    }
}
