import './design/base.css';
import { mount } from 'svelte';
import App from './app/App.svelte';
import { connect } from './platform/connect';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');
mount(App, { target, props: { platform: await connect() } });
