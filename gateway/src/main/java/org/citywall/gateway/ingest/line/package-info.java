/**
 * Connections of devices that speak a protocol of their own over TCP or listen for orders: how they
 * are accepted and read, which of them this gateway holds, and how orders find them.
 */
package org.citywall.gateway.ingest.line;
