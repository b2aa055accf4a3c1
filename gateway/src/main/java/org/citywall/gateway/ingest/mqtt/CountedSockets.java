package org.citywall.gateway.ingest.mqtt;

import io.vertx.core.Handler;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.VertxWrapper;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.NetServerInternal;
import io.vertx.mqtt.MqttEndpoint;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts and limits the sockets of an MQTT server from their accept on. The server itself shows a
 * connection only after its CONNECT, so that a thousand silent ones would be invisible.
 *
 * <p>It also keeps them at hand, because the server's endpoints offer no way to stop reading.
 */
final class CountedSockets extends VertxWrapper {
    private final AtomicInteger open;
    private final int max;
    private final Runnable onTooMany;
    private final Map<SocketAddress, NetSocket> sockets = new ConcurrentHashMap<>();

    CountedSockets(VertxInternal vertx, AtomicInteger open, int max, Runnable onTooMany) {
        super(vertx);
        this.open = open;
        this.max = max;
        this.onTooMany = onTooMany;
    }

    @Override
    public NetServerInternal createNetServer(NetServerOptions options) {
        NetServerInternal server = super.createNetServer(options);
        return (NetServerInternal)
                Proxy.newProxyInstance(
                        NetServerInternal.class.getClassLoader(),
                        new Class<?>[] {NetServerInternal.class},
                        (proxy, method, arguments) -> invoke(server, method, arguments));
    }

    @SuppressWarnings("unchecked")
    private Object invoke(NetServerInternal server, Method method, Object[] arguments)
            throws Throwable {
        if (method.getName().equals("connectHandler") && arguments != null) {
            Handler<NetSocket> handler = (Handler<NetSocket>) arguments[0];
            return server.connectHandler(socket -> connected(socket, handler));
        }
        try {
            return method.invoke(server, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** The socket of a client that has sent its CONNECT. */
    NetSocket of(MqttEndpoint endpoint) {
        return sockets.get(endpoint.remoteAddress());
    }

    private void connected(NetSocket socket, Handler<NetSocket> handler) {
        int now = open.incrementAndGet();
        SocketAddress client = socket.remoteAddress();
        ((NetSocketInternal) socket)
                .channelHandlerContext()
                .channel()
                .closeFuture()
                .addListener(
                        closed -> {
                            open.decrementAndGet();
                            sockets.remove(client, socket);
                        });
        if (now > max) {
            onTooMany.run();
            socket.close();
        } else {
            sockets.put(client, socket);
            handler.handle(socket);
        }
    }
}
