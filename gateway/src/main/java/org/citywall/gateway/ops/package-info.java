/** For operators: metrics and health, on a port of their own. */
package org.citywall.gateway.ops;
