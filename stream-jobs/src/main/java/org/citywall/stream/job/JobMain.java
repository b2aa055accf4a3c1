package org.citywall.stream.job;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.citywall.stream.config.StreamOptions;

/**
 * Starts one job on a cluster: {@code JobMain fire}, {@code slope}, {@code ebike}, {@code tickets},
 * {@code insight} or {@code alerts}.
 */
public final class JobMain {
    private JobMain() {}

    /** Settings come from the environment, see {@link StreamOptions}. */
    public static void main(String[] args) throws Exception {
        String name = args.length == 1 ? args[0] : "";
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        StreamOptions options = StreamOptions.fromEnv(System.getenv());
        switch (name) {
            case FireJob.NAME -> FireJob.build(env, options);
            case SlopeJob.NAME -> SlopeJob.build(env, options);
            case EbikeJob.NAME -> EbikeJob.build(env, options);
            case InsightJob.NAME -> InsightJob.build(env, options);
            case TicketJob.NAME -> TicketJob.build(env, options);
            case AlertsJob.NAME -> AlertsJob.build(env, options);
            default ->
                    throw new IllegalArgumentException(
                            "name one job: %s, %s, %s, %s, %s or %s"
                                    .formatted(
                                            FireJob.NAME,
                                            SlopeJob.NAME,
                                            EbikeJob.NAME,
                                            InsightJob.NAME,
                                            TicketJob.NAME,
                                            AlertsJob.NAME));
        }
        env.execute(name);
    }
}
