package org.citywall.launcher.embedded;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Properties;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.prometheus.AbstractPrometheusReporter;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * Flink's own Prometheus reporter, served on loopback only: the one that comes with Flink listens
 * on every interface and has no setting for it.
 */
public final class LoopbackPrometheusReporter extends AbstractPrometheusReporter {
    private final int port;
    private HTTPServer server;

    private LoopbackPrometheusReporter(int port) {
        this.port = port;
    }

    /** Found by Flink through the service loader. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            return new LoopbackPrometheusReporter(Integer.parseInt(properties.getProperty("port")));
        }
    }

    @Override
    public void open(MetricConfig config) {
        super.open(config);
        try {
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            server = new HTTPServer(address, registry(), true);
        } catch (IOException e) {
            throw new EmbeddedException("Flink's metrics cannot be served on port " + port, e);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop();
        }
        super.close();
    }

    /** The registry is not visible outside Flink's package; to read it beats writing it anew. */
    private CollectorRegistry registry() {
        try {
            Field registry = AbstractPrometheusReporter.class.getDeclaredField("registry");
            registry.setAccessible(true);
            return (CollectorRegistry) registry.get(this);
        } catch (ReflectiveOperationException e) {
            throw new EmbeddedException("This version of Flink keeps its metrics elsewhere", e);
        }
    }
}
