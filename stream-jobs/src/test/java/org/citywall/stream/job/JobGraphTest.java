package org.citywall.stream.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.citywall.stream.config.StreamOptions;
import org.junit.jupiter.api.Test;

/**
 * The settings forbid Kryo and operators without a uid, so a graph that can be made has neither.
 */
class JobGraphTest {
    private static final StreamOptions OPTIONS = StreamOptions.defaults();

    @Test
    void theFireJobIsComplete() {
        StreamExecutionEnvironment env = new StreamExecutionEnvironment();
        FireJob.build(env, OPTIONS);

        assertThat(graph(env).getName()).isEqualTo("fire");
    }

    @Test
    void theSlopeJobIsComplete() {
        StreamExecutionEnvironment env = new StreamExecutionEnvironment();
        SlopeJob.build(env, OPTIONS);

        assertThat(graph(env).getName()).isEqualTo("slope");
    }

    @Test
    void theEbikeJobIsComplete() {
        StreamExecutionEnvironment env = new StreamExecutionEnvironment();
        EbikeJob.build(env, OPTIONS);

        JobGraph graph = graph(env);
        assertThat(graph.getName()).isEqualTo("ebike");
        assertThat(graph.getNumberOfVertices())
                .as(
                        "pages go to their sinks in one chain: a curve has nulls, which no list of"
                                + " Flink's can hold on its way between two tasks")
                .isEqualTo(2);
    }

    @Test
    void theInsightJobIsComplete() {
        StreamExecutionEnvironment env = new StreamExecutionEnvironment();
        InsightJob.build(env, OPTIONS);

        assertThat(graph(env).getName()).isEqualTo("insight");
    }

    @Test
    void theTicketsJobIsComplete() {
        StreamExecutionEnvironment env = new StreamExecutionEnvironment();
        TicketJob.build(env, OPTIONS);

        assertThat(graph(env).getName()).isEqualTo("tickets");
        assertThat(TicketJob.settings(OPTIONS).get(RocksDBOptions.LOCAL_DIRECTORIES))
                .as("the files of the state lie beside the checkpoints")
                .isEqualTo("/var/lib/citywall/checkpoints/work/tickets");
    }

    @Test
    void theAlertsJobIsComplete() {
        StreamExecutionEnvironment env = new StreamExecutionEnvironment();
        AlertsJob.build(env, OPTIONS);

        JobGraph graph = graph(env);
        assertThat(graph.getName()).isEqualTo("alerts");
        assertThat(graph.getCheckpointingSettings().getCheckpointCoordinatorConfiguration())
                .satisfies(
                        settings -> {
                            assertThat(settings.isExactlyOnce()).isTrue();
                            assertThat(settings.getCheckpointInterval()).isEqualTo(15_000);
                        });
    }

    private static JobGraph graph(StreamExecutionEnvironment env) {
        return env.getStreamGraph().getJobGraph();
    }
}
