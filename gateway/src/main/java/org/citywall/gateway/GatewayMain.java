package org.citywall.gateway;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one gateway, configured by {@code CITYWALL_*} environment variables. */
public final class GatewayMain {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayMain.class);
    private static final long STOP_LIMIT_S = 20;

    private GatewayMain() {}

    /** Starts; a signal to end stops it in order. */
    @SuppressWarnings("SystemOut") // passwords are shown once, and must not get into the log
    public static void main(String[] args) {
        GatewayConfig config = GatewayConfig.fromEnv(System.getenv(), Clock.systemUTC());
        Gateway.start(config)
                .onSuccess(
                        gateway -> {
                            gateway.generatedPasswords()
                                    .forEach((user, word) -> System.out.println(user + " " + word));
                            Runtime.getRuntime()
                                    .addShutdownHook(new Thread(() -> stop(gateway), "stop"));
                        })
                .onFailure(
                        error -> {
                            LOG.error("the gateway cannot start", error);
                            System.exit(1);
                        });
    }

    private static void stop(Gateway gateway) {
        try {
            gateway.stop().await(STOP_LIMIT_S, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.warn("stopped without waiting any longer");
        }
    }
}
