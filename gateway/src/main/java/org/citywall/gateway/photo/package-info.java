/** Photos of people on site: cleaned of what the file says beside the picture, then kept. */
package org.citywall.gateway.photo;
