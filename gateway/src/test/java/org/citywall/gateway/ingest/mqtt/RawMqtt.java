package org.citywall.gateway.ingest.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

/** An MQTT 3.1.1 device of hand-made packets, to do what no decent client library does. */
final class RawMqtt implements AutoCloseable {
    static final int CONNACK = 2;
    static final int PUBACK = 4;
    static final int PUBREC = 5;
    static final int PUBCOMP = 7;
    private static final int DUP = 0x08;

    private final Socket socket;

    RawMqtt(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(8_000);
    }

    /** A received packet. */
    record Packet(int type, int first, int second) {}

    /** Sends CONNECT and answers the return code. */
    int connect(String clientId, String username, String password) throws IOException {
        raw(connectPacket(clientId, username, password));
        return read().second();
    }

    static byte[] connectPacket(String clientId, String username, String password)
            throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        text(out, "MQTT");
        out.writeByte(4);
        out.writeByte(0xC0); // user name and password, session kept
        out.writeShort(60);
        text(out, clientId);
        text(out, username);
        text(out, password);
        return packet(0x10, body.toByteArray());
    }

    void publish(String topic, int qos, boolean dup, int packetId, String payload)
            throws IOException {
        raw(publishPacket(topic, qos, dup, packetId, payload));
    }

    static byte[] publishPacket(String topic, int qos, boolean dup, int packetId, String payload)
            throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        text(out, topic);
        if (qos > 0) {
            out.writeShort(packetId);
        }
        out.write(payload.getBytes(UTF_8));
        return packet(0x30 | qos << 1 | (dup ? DUP : 0), body.toByteArray());
    }

    void release(int packetId) throws IOException {
        raw(packet(0x62, new byte[] {(byte) (packetId >> 8), (byte) packetId}));
    }

    private static byte[] packet(int header, byte[] body) throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(header);
        int length = body.length;
        do {
            packet.write(length > 127 ? length % 128 | 128 : length);
            length /= 128;
        } while (length > 0);
        packet.write(body);
        return packet.toByteArray();
    }

    void raw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** The next packet, or null if the server closed. */
    Packet read() throws IOException {
        try {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int type = in.readUnsignedByte() >> 4;
            byte[] body = new byte[in.readUnsignedByte()];
            in.readFully(body);
            return new Packet(type, body.length > 0 ? body[0] : 0, body.length > 1 ? body[1] : 0);
        } catch (EOFException | SocketException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        out.writeShort(bytes.length);
        out.write(bytes);
    }
}
