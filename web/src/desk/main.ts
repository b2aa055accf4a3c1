import { createApp } from 'vue';
import '../design/tokens.css';
import './page.css';
import { createWords, startLanguage } from '../i18n';
import DeskApp from './DeskApp.vue';

createApp(DeskApp).use(createWords(startLanguage())).mount('#app');
