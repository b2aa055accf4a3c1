/** Tests before a shift: who comes on must answer a message. */
package org.citywall.gateway.oncall.readiness;
