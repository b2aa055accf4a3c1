package org.citywall.stream.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.stream.alert.AlertPolicy;
import org.citywall.stream.alert.dryrun.DryRunLimits;
import org.citywall.stream.area.AreaPolicy;
import org.citywall.stream.ebike.EbikePolicy;
import org.citywall.stream.fire.FirePolicy;
import org.citywall.stream.insight.InsightPolicy;
import org.citywall.stream.slope.SlopePolicy;

/**
 * Settings of the stream jobs. Variables, defaults and reasons: {@link #SETTINGS}, docs/config.md.
 *
 * @param kafka bootstrap servers
 * @param redis URI of the live view
 * @param checkpointDir URI of the folder of checkpoints; each job has its own beneath it
 * @param checkpointEvery period of checkpoints
 * @param alertCheckpointEvery the same of the alerts job
 * @param slopeCheckpointEvery the same of the slope job, whose state is a hundred times as large
 * @param parallelism subtasks per operator, at most the partitions of the alarm path (4)
 * @param bufferTimeout longest time that a record waits for others between two tasks
 * @param ebikeBufferTimeout the same of the e-bike job, whose readings are many
 * @param fire numbers of the fire rules
 * @param area numbers of the area rules
 * @param slope numbers of the slope rules
 * @param ebike numbers of the e-bike rules
 * @param insight numbers of what many tickets say together
 * @param ticket settings of the tickets job
 * @param alert numbers of the alert rules
 * @param dryRun what a dry run of rules may cost
 */
public record StreamOptions(
        String kafka,
        String redis,
        String checkpointDir,
        Duration checkpointEvery,
        Duration alertCheckpointEvery,
        Duration slopeCheckpointEvery,
        int parallelism,
        Duration bufferTimeout,
        Duration ebikeBufferTimeout,
        FirePolicy fire,
        AreaPolicy area,
        SlopePolicy slope,
        EbikePolicy ebike,
        InsightPolicy insight,
        TicketOptions ticket,
        AlertPolicy alert,
        DryRunLimits dryRun)
        implements Serializable {

    /** Every environment variable that {@link #fromEnv} reads. */
    public static final List<SettingGroup> SETTINGS =
            Stream.of(
                            List.of(JobSettings.GROUP, FireSettings.GROUP, AreaSettings.GROUP),
                            SlopeSettings.GROUPS,
                            EbikeSettings.GROUPS,
                            List.of(InsightSettings.GROUP),
                            List.of(TicketSettings.GROUP),
                            List.of(
                                    AlertSettings.GROUP,
                                    AnswerSettings.GROUP,
                                    DryRunSettings.GROUP))
                    .flatMap(List::stream)
                    .toList();

    /** The documented defaults. */
    public static StreamOptions defaults() {
        return fromEnv(Map.of());
    }

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException naming the variable that is wrong
     */
    public static StreamOptions fromEnv(Map<String, String> env) {
        return new StreamOptions(
                JobSettings.KAFKA.in(env),
                JobSettings.REDIS.in(env),
                JobSettings.CHECKPOINT_DIR.in(env),
                JobSettings.CHECKPOINT_EVERY.in(env),
                JobSettings.ALERT_CHECKPOINT_EVERY.in(env),
                JobSettings.SLOPE_CHECKPOINT_EVERY.in(env),
                JobSettings.PARALLELISM.in(env),
                JobSettings.BUFFER_TIMEOUT.in(env),
                JobSettings.EBIKE_BUFFER_TIMEOUT.in(env),
                FireSettings.policy(env),
                AreaSettings.policy(env),
                SlopeSettings.policy(env),
                EbikeSettings.policy(env),
                InsightSettings.policy(env),
                TicketSettings.options(env),
                AlertSettings.policy(env),
                DryRunSettings.limits(env));
    }
}
